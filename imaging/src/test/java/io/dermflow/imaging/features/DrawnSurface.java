package io.dermflow.imaging.features;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.colour.Srgb;
import java.util.Random;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// Drawn skin that fills the picture, and what can be drawn on it; the same in every run.
final class DrawnSurface {

    static final int WIDTH = 640;
    static final int HEIGHT = 480;

    private DrawnSurface() {}

    /// With the grain of a good camera.
    static Mat skin(Srgb tone) {
        var picture = GeneratedPicture.plain(WIDTH, HEIGHT, tone);
        noise(picture, 2);
        return picture;
    }

    /// @param deviation levels of eight bits
    static void noise(Mat picture, double deviation) {
        Core.setRNGSeed(3);
        var noise = new Mat(picture.size(), CvType.CV_16SC3);
        Core.randn(noise, 0, deviation);
        picture.convertTo(picture, CvType.CV_16SC3);
        Core.add(picture, noise, picture);
        picture.convertTo(picture, CvType.CV_8UC3);
        noise.release();
    }

    static void dots(Mat picture, int count, int radius, double darker) {
        var random = new Random(4);
        for (var i = 0; i < count; i++) {
            var at = new Point(random.nextInt(WIDTH), random.nextInt(HEIGHT));
            Imgproc.circle(picture, at, radius, shade(picture, darker), -1, Imgproc.LINE_AA);
        }
    }

    static void lines(Mat picture) {
        for (var i = 1; i < 12; i++) {
            Imgproc.line(
                    picture,
                    new Point(20, 38 * i),
                    new Point(WIDTH - 20, 38 * i - 25),
                    shade(picture, 0.8),
                    2,
                    Imgproc.LINE_AA);
        }
    }

    static void glints(Mat picture) {
        for (var i = 1; i < 6; i++) {
            Imgproc.circle(picture, new Point(100 * i, 240), 14, new Scalar(225, 225, 228), -1);
        }
    }

    private static Scalar shade(Mat picture, double factor) {
        var mean = Core.mean(picture).val;
        return new Scalar(factor * mean[0], factor * mean[1], factor * mean[2]);
    }
}
