package io.dermflow.imaging.features;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.imaging.skin.PlainSkin;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// A face with its eyes level and 120 pixels apart, so that the figures of one face compare with
/// those of another.
///
/// @param surface of the aligned picture; closed with this object
/// @param aligned the landmarks in units of the distance between the eyes
record AlignedFace(Surface surface, FaceLandmarks aligned) implements AutoCloseable {

    /// Pixels between the eyes.
    static final int EYES = 120;

    /// From the middle between the eyes, in distances between them.
    private static final double LEFT = 1.6;

    private static final double ABOVE = 1.3;
    private static final double BELOW = 2.2;

    /// What a blur of the features sees beside a region, pixels.
    private static final int MARGIN = 50;

    /// @param bgr 8UC3 sRGB in which the landmarks are pixels; stays the caller's
    /// @param excluded 8UC1 of the same size, as [PlainSkin#mask] takes it; stays the caller's
    /// @return owned by the caller
    static AlignedFace of(Mat bgr, Mat excluded, FaceLandmarks face) {
        OpenCvLibrary.load();
        var size = new Size(Math.rint(2 * LEFT * EYES), Math.rint((ABOVE + BELOW) * EYES));
        double factor = EYES / face.eyeDistance();
        var shrunk = new Mat();
        var step = Math.min(1, factor);
        Imgproc.resize(bgr, shrunk, new Size(), step, step, Imgproc.INTER_AREA);
        var without = new Mat();
        Imgproc.resize(excluded, without, shrunk.size(), 0, 0, Imgproc.INTER_NEAREST);
        Mat turn = turn(face, step);
        var picture = new Mat();
        Imgproc.warpAffine(shrunk, picture, turn, size, Imgproc.INTER_LINEAR);
        var left = new Mat();
        Imgproc.warpAffine(
                without,
                left,
                turn,
                size,
                Imgproc.INTER_NEAREST,
                Core.BORDER_CONSTANT,
                Scalar.all(255));
        List.of(shrunk, without, turn).forEach(Mat::release);
        var mask = PlainSkin.mask(picture, left);
        left.release();
        return new AlignedFace(Surface.of(picture, mask), face.aligned());
    }

    /// 2x3, from the shrunk picture to the aligned one.
    private static Mat turn(FaceLandmarks face, double step) {
        var left = face.leftEye();
        var right = face.rightEye();
        double unit = face.eyeDistance();
        double scale = EYES / (unit * step);
        double cos = scale * (right.x() - left.x()) / unit;
        double sin = scale * (right.y() - left.y()) / unit;
        double x = step * (left.x() + right.x()) / 2;
        double y = step * (left.y() + right.y()) / 2;
        var turn = new Mat(2, 3, CvType.CV_64FC1);
        turn.put(
                0,
                0,
                cos,
                sin,
                LEFT * EYES - cos * x - sin * y,
                -sin,
                cos,
                ABOVE * EYES + sin * x - cos * y);
        return turn;
    }

    /// The part of the surface around an outline; its mask is the plain skin inside.
    ///
    /// @param outline in units of the distance between the eyes
    /// @return owned by the caller; closing it leaves this surface alone
    Surface part(List<Point> outline) {
        var corners =
                new MatOfPoint(
                        outline.stream()
                                .map(AlignedFace::pixel)
                                .toArray(org.opencv.core.Point[]::new));
        var inside = Mat.zeros(surface.mask().size(), CvType.CV_8UC1);
        Imgproc.fillPoly(inside, List.of(corners), Scalar.all(255));
        Core.bitwise_and(inside, surface.mask(), inside);
        Rect box = Imgproc.boundingRect(corners);
        corners.release();
        var around = around(box, inside.cols(), inside.rows());
        var part =
                new Surface(
                        cut(surface.bgr(), around),
                        cut(surface.lightness(), around),
                        cut(surface.chroma(), around),
                        cut(inside, around));
        inside.release();
        return part;
    }

    private static org.opencv.core.Point pixel(Point point) {
        return new org.opencv.core.Point(
                Math.rint((point.x() + LEFT) * EYES), Math.rint((point.y() + ABOVE) * EYES));
    }

    private static Rect around(Rect box, int width, int height) {
        int left = Math.clamp(box.x - MARGIN, 0, width - 1);
        int top = Math.clamp(box.y - MARGIN, 0, height - 1);
        int right = Math.clamp(box.x + box.width + MARGIN, left + 1, width);
        int bottom = Math.clamp(box.y + box.height + MARGIN, top + 1, height);
        return new Rect(left, top, right - left, bottom - top);
    }

    private static Mat cut(Mat whole, Rect box) {
        Mat view = whole.submat(box);
        Mat copy = view.clone();
        view.release();
        return copy;
    }

    @Override
    public void close() {
        surface.close();
    }
}
