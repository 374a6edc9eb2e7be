package io.dermflow.vision.pipeline;

import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.decode.OpenCvLibrary;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// A generated picture of a limb that lies across a woven cloth, and which of its pixels are skin;
/// the same call gives the same pixels.
final class DrawnLimb {

    static final int WIDTH = 800;
    static final int HEIGHT = 600;

    /// Pixels from one thread to the next.
    private static final int WEAVE = 5;

    private DrawnLimb() {}

    /// @return 8UC3, owned by the caller
    static Mat picture(Srgb tone, Srgb cloth) {
        OpenCvLibrary.load();
        Core.setRNGSeed(11);
        var picture = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, bgr(cloth));
        weave(picture, bgr(cloth));
        Mat limb = truth();
        picture.setTo(bgr(tone), limb);
        round(picture, limb);
        limb.release();
        Imgproc.GaussianBlur(picture, picture, new Size(0, 0), 0.8);
        Drawn.grain(picture, 1, 2);
        Drawn.grain(picture, 3, 4);
        Drawn.grain(picture, 24, 4);
        return picture;
    }

    /// @return 8UC1, 255 on skin; owned by the caller
    static Mat truth() {
        OpenCvLibrary.load();
        Mat truth = Mat.zeros(HEIGHT, WIDTH, CvType.CV_8UC1);
        var outline =
                new MatOfPoint(
                        new Point(-1, 170),
                        new Point(180, 130),
                        new Point(430, 140),
                        new Point(WIDTH, 230),
                        new Point(WIDTH, 430),
                        new Point(420, 480),
                        new Point(200, 460),
                        new Point(-1, 400));
        Imgproc.fillPoly(truth, List.of(outline), Scalar.all(255));
        outline.release();
        return truth;
    }

    /// Intersection over union of what is not zero in two masks of one size.
    static double overlap(Mat a, Mat b) {
        var both = new Mat();
        Core.min(a, b, both);
        var either = new Mat();
        Core.max(a, b, either);
        double overlap = Core.countNonZero(both) / (double) Core.countNonZero(either);
        both.release();
        either.release();
        return overlap;
    }

    private static void weave(Mat picture, Scalar cloth) {
        var thread = new Scalar(0.85 * cloth.val[0], 0.85 * cloth.val[1], 0.85 * cloth.val[2]);
        for (int x = 0; x < WIDTH; x += WEAVE) {
            Imgproc.line(picture, new Point(x, 0), new Point(x, HEIGHT), thread);
        }
        for (int y = 0; y < HEIGHT; y += WEAVE) {
            Imgproc.line(picture, new Point(0, y), new Point(WIDTH, y), thread);
        }
    }

    /// Darker towards its edges.
    private static void round(Mat picture, Mat limb) {
        var light = new Mat();
        limb.convertTo(light, CvType.CV_32F, 1 / 255.0);
        Imgproc.GaussianBlur(light, light, new Size(0, 0), 50);
        light.convertTo(light, CvType.CV_32F, 0.4, 0.6);
        var channels = new Mat();
        Core.merge(List.of(light, light, light), channels);
        var rounded = new Mat();
        picture.convertTo(rounded, CvType.CV_32FC3);
        Core.multiply(rounded, channels, rounded);
        rounded.convertTo(rounded, CvType.CV_8UC3);
        rounded.copyTo(picture, limb);
        List.of(light, channels, rounded).forEach(Mat::release);
    }

    private static Scalar bgr(Srgb colour) {
        return new Scalar(colour.blue(), colour.green(), colour.red());
    }
}
