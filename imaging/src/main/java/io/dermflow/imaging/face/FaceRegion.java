package io.dermflow.imaging.face;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.geometry.Point;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// A part of a face that skin is measured in. Left and right are the person's own, in a picture
/// that is not mirrored. The outlines are ours: the landmarks know no hairline, so the forehead
/// ends 0.45 eye distances above the brows.
public enum FaceRegion {
    FOREHEAD {
        @Override
        public List<Point> outline(FaceLandmarks aligned) {
            return strip(points(aligned, 18, 25), -0.1, -0.45);
        }
    },
    LEFT_CHEEK {
        @Override
        public List<Point> outline(FaceLandmarks aligned) {
            return mirrored(RIGHT_CHEEK, aligned);
        }
    },
    RIGHT_CHEEK {
        @Override
        public List<Point> outline(FaceLandmarks aligned) {
            return List.of(
                    moved(aligned.at(36), 0, 0.38),
                    moved(aligned.at(40), 0, 0.38),
                    moved(aligned.at(31), -0.1, 0),
                    moved(aligned.at(48), -0.1, 0),
                    moved(aligned.at(4), 0.25, 0),
                    moved(aligned.at(2), 0.2, 0));
        }
    },
    NOSE {
        @Override
        public List<Point> outline(FaceLandmarks aligned) {
            return List.of(
                    moved(aligned.at(27), -0.08, 0.08),
                    moved(aligned.at(27), 0.08, 0.08),
                    moved(aligned.at(29), 0.1, 0),
                    moved(aligned.at(35), 0, -0.05),
                    moved(aligned.at(30), 0, 0.02),
                    moved(aligned.at(31), 0, -0.05),
                    moved(aligned.at(29), -0.1, 0));
        }
    },
    LEFT_UNDER_EYE {
        @Override
        public List<Point> outline(FaceLandmarks aligned) {
            return mirrored(RIGHT_UNDER_EYE, aligned);
        }
    },
    RIGHT_UNDER_EYE {
        @Override
        public List<Point> outline(FaceLandmarks aligned) {
            return strip(
                    List.of(aligned.at(36), aligned.at(41), aligned.at(40), aligned.at(39)),
                    0.1,
                    0.3);
        }
    },
    CHIN {
        @Override
        public List<Point> outline(FaceLandmarks aligned) {
            List<Point> lip = points(aligned, 55, 59).reversed();
            List<Point> jaw = points(aligned, 6, 10).reversed();
            return Stream.concat(
                            lip.stream().map(point -> moved(point, 0, 0.12)),
                            jaw.stream().map(point -> moved(point, 0, -0.1)))
                    .toList();
        }
    };

    /// Landmarks of one side of the face by those of the other.
    private static final int[] MIRROR = {
        16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 26, 25, 24, 23, 22, 21, 20, 19,
        18, 17, 27, 28, 29, 30, 35, 34, 33, 32, 31, 45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40,
        54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55, 64, 63, 62, 61, 60, 67, 66, 65
    };

    /// @param aligned as [FaceLandmarks#aligned()] gives them
    /// @return in the same coordinates
    public abstract List<Point> outline(FaceLandmarks aligned);

    /// Where the region lies in a picture.
    ///
    /// @param face in pixels of the picture
    /// @return 8UC1 of the picture's size, 255 inside; owned by the caller
    public Mat mask(FaceLandmarks face, Size size) {
        return mask(outline(face.aligned()), face, size);
    }

    /// @param aligned outline, as [#outline] has it
    static Mat mask(List<Point> aligned, FaceLandmarks face, Size size) {
        OpenCvLibrary.load();
        var outline =
                new MatOfPoint(
                        aligned.stream()
                                .map(face.fromAligned())
                                .map(p -> new org.opencv.core.Point(p.x(), p.y()))
                                .toArray(org.opencv.core.Point[]::new));
        Mat inside = Mat.zeros(size, CvType.CV_8UC1);
        Imgproc.fillPoly(inside, List.of(outline), Scalar.all(255));
        outline.release();
        return inside;
    }

    /// `left_cheek`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The outline that the other side's region has in the face seen in a mirror.
    private static List<Point> mirrored(FaceRegion other, FaceLandmarks aligned) {
        UnaryOperator<Point> mirror = point -> new Point(-point.x(), point.y());
        var reflection =
                new FaceLandmarks(IntStream.of(MIRROR).mapToObj(aligned::at).map(mirror).toList());
        return other.outline(reflection).stream().map(mirror).toList();
    }

    private static List<Point> points(FaceLandmarks face, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(face::at).toList();
    }

    /// What lies between a line moved down by `near` and by `far`.
    static List<Point> strip(List<Point> line, double near, double far) {
        return Stream.concat(
                        line.stream().map(point -> moved(point, 0, near)),
                        line.reversed().stream().map(point -> moved(point, 0, far)))
                .toList();
    }

    private static Point moved(Point point, double right, double down) {
        return new Point(point.x() + right, point.y() + down);
    }
}
