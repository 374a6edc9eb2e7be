package io.dermflow.vision.pipeline;

import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.vision.model.ActiveModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Pictures of faces: the rendered sample, whose true places are known, the two real portraits that
/// lie beside the checkout, and what can stand against judging a face, made on them.
final class FacePicture {

    static final Path SAMPLE = Path.of("../local-stack/src/main/resources/sample/face-sample.jpg");

    /// May be missing.
    static final Path PEOPLE = Path.of("../../shared/data/people");

    /// Of the rendered sample, pixels: what `training/face/faces.py` drew.
    static final Point LEFT_EYE = new Point(167.5, 368.8);

    static final Point RIGHT_EYE = new Point(311.5, 369.5);
    static final Point CHIN = new Point(238.4, 626.4);

    /// Half the first landmark of each eye's upper and lower lid.
    private static final List<Integer> EYES = List.of(36, 42);

    private static final int STRANDS = 900;

    private FacePicture() {}

    static Mat sample() {
        return decoded(SAMPLE);
    }

    /// @return 8UC3, owned by the caller
    static Mat decoded(Path file) {
        var encoded = new MatOfByte(bytes(file));
        Mat picture = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR);
        encoded.release();
        return picture;
    }

    /// As the worker decodes it.
    static Picture of(byte[] bytes) {
        String type = bytes[0] == (byte) 0x89 ? "image/png" : "image/jpeg";
        return new Picture("image", ImageDecoder.decode(bytes, new DecodeRequest(type, 1, 4096)));
    }

    /// At its own size; takes over the pixels.
    static Picture of(Mat bgr) {
        return new Picture("portrait", new DecodedImage(bgr, bgr.cols(), bgr.rows()));
    }

    /// Takes over the picture.
    static byte[] encoded(Mat picture) {
        var jpeg = new MatOfByte();
        Imgcodecs.imencode(".jpg", picture, jpeg);
        picture.release();
        return jpeg.toArray();
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By the active network; takes over the picture.
    static Optional<FoundFace> found(Picture picture, ActiveModels models) {
        try (picture) {
            return FindFace.in(picture, models.active(ActiveModels.FACE_LANDMARKS).orElseThrow());
        }
    }

    static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    /// Leaves the sample's face less and less light from the picture's right to its left.
    ///
    /// @param loss of the light at the face's left edge, 0..1
    static void dim(Mat picture, double loss) {
        double middle = (LEFT_EYE.x() + RIGHT_EYE.x()) / 2;
        double width = 2.2 * (RIGHT_EYE.x() - LEFT_EYE.x());
        for (int x = 0; x < picture.cols(); x++) {
            Mat column = picture.col(x);
            column.convertTo(column, -1, 1 - loss * Math.clamp(0.5 + (middle - x) / width, 0, 1));
            column.release();
        }
    }

    /// The colour of the cheek over both eyes, and a dark line where the lashes are.
    static void shutLids(Mat picture, FaceLandmarks face) {
        double unit = face.eyeDistance();
        for (int corner : EYES) {
            List<Point> eye = face.points().subList(corner, corner + 6);
            Point middle = corner == EYES.getFirst() ? face.leftEye() : face.rightEye();
            double[] skin = picture.get((int) (middle.y() + 0.32 * unit), (int) middle.x()).clone();
            MatOfPoint lid =
                    outline(
                            eye.stream()
                                    .map(p ->
                                            new Point(
                                                    middle.x() + 1.25 * (p.x() - middle.x()),
                                                    middle.y() + 1.9 * (p.y() - middle.y()))));
            Imgproc.fillPoly(picture, List.of(lid), new Scalar(skin));
            lid.release();
            MatOfPoint lashes =
                    outline(
                            Stream.of(0, 5, 4, 3)
                                    .map(eye::get)
                                    .map(p -> new Point(p.x(), p.y() + 0.02 * unit)));
            Imgproc.polylines(
                    picture,
                    List.of(lashes),
                    false,
                    new Scalar(0.3 * skin[0], 0.3 * skin[1], 0.3 * skin[2]),
                    (int) Math.max(2, 0.035 * unit));
            lashes.release();
        }
    }

    /// Brown strands from above the hairline to the brows.
    static void fringe(Mat picture, FaceLandmarks face) {
        var random = new Random(1);
        double unit = face.eyeDistance();
        double middle = (face.leftEye().x() + face.rightEye().x()) / 2;
        double eyes = (face.leftEye().y() + face.rightEye().y()) / 2;
        for (int i = 0; i < STRANDS; i++) {
            double x = middle + random.nextDouble(-1.1, 1.1) * unit;
            double shade = random.nextDouble(0.6, 1.4);
            Imgproc.line(
                    picture,
                    new org.opencv.core.Point(x, eyes - random.nextDouble(1.1, 1.5) * unit),
                    new org.opencv.core.Point(
                            x + random.nextDouble(-0.1, 0.1) * unit,
                            eyes - random.nextDouble(0.38, 0.55) * unit),
                    new Scalar(40 * shade, 65 * shade, 95 * shade),
                    (int) Math.max(1, unit / 40));
        }
    }

    /// Two lenses nearly black, and a bridge.
    static void darkGlasses(Mat picture, FaceLandmarks face) {
        double unit = face.eyeDistance();
        var dark = new Scalar(35, 30, 30);
        var eyes = List.of(face.leftEye(), face.rightEye());
        for (Point eye : eyes) {
            Imgproc.ellipse(
                    picture,
                    new org.opencv.core.Point(eye.x(), eye.y() + 0.03 * unit),
                    new org.opencv.core.Size(0.42 * unit, 0.3 * unit),
                    face.rollDegrees(),
                    0,
                    360,
                    dark,
                    Imgproc.FILLED);
        }
        Imgproc.line(
                picture,
                new org.opencv.core.Point(eyes.getFirst().x(), eyes.getFirst().y()),
                new org.opencv.core.Point(eyes.getLast().x(), eyes.getLast().y()),
                dark,
                (int) Math.max(2, 0.05 * unit));
    }

    private static MatOfPoint outline(Stream<Point> points) {
        return new MatOfPoint(
                points.map(p -> new org.opencv.core.Point(p.x(), p.y()))
                        .toArray(org.opencv.core.Point[]::new));
    }

    /// The sample after a turn of the whole picture.
    ///
    /// @param turn 2x3, from the sample's pixels to those of the picture
    record Turned(Mat picture, double[] turn) {
        Point moved(Point p) {
            return new Point(
                    turn[0] * p.x() + turn[1] * p.y() + turn[2],
                    turn[3] * p.x() + turn[4] * p.y() + turn[5]);
        }
    }

    /// About the middle of the face, a quarter smaller so that all of it stays in the picture.
    /// Takes over the picture.
    static Turned turned(Mat picture, double degrees) {
        var middle = new org.opencv.core.Point(CHIN.x(), (LEFT_EYE.y() + CHIN.y()) / 2);
        Mat matrix = Imgproc.getRotationMatrix2D(middle, -degrees, 0.75);
        var turned = new Mat();
        Imgproc.warpAffine(
                picture,
                turned,
                matrix,
                picture.size(),
                Imgproc.INTER_LINEAR,
                Core.BORDER_REPLICATE);
        var values = new double[6];
        matrix.get(0, 0, values);
        matrix.release();
        picture.release();
        return new Turned(turned, values);
    }
}
