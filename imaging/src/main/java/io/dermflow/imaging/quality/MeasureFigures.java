package io.dermflow.imaging.quality;

import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.skin.SkinMask;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Measures [Figures] on a reduced copy: some 7 ms for a picture of 1000 x 750 (measured).
final class MeasureFigures {

    /// The limits for blur were measured at this size.
    private static final double LONG_SIDE = 512;

    /// A picture with more of `blur` has lost no detail; its directions are those of what it shows,
    /// hair or folds.
    private static final double SOFT = 35;

    private static final int HIGHLIGHT = 254;
    private static final int SHADOW = 3;

    /// Rows of a cut picture differ by no more than this after another JPEG encoding.
    private static final double FLAT_RANGE = 3;

    private MeasureFigures() {}

    static Figures of(DecodedImage image) {
        var reduced = reduced(image.pixels());
        var luma = new Mat();
        try {
            Imgproc.cvtColor(reduced, luma, Imgproc.COLOR_BGR2GRAY);
            var blur = blur(luma);
            var spread = spread(luma);
            return new Figures(
                    blur,
                    spread.mean(),
                    spread.deviation() / Math.max(1, spread.mean()),
                    share(reduced, HIGHLIGHT, 255),
                    share(reduced, 0, SHADOW),
                    Math.min(image.fullWidth(), image.fullHeight()),
                    flatTail(luma),
                    SkinMask.share(reduced),
                    blur < SOFT ? MotionBlur.isotropy(luma) : 1,
                    Noise.deviation(luma));
        } finally {
            luma.release();
            reduced.release();
        }
    }

    private static Mat reduced(Mat pixels) {
        var factor = Math.min(1, LONG_SIDE / Math.max(pixels.cols(), pixels.rows()));
        var size =
                new Size(
                        Math.max(1, Math.rint(pixels.cols() * factor)),
                        Math.max(1, Math.rint(pixels.rows() * factor)));
        var reduced = new Mat();
        Imgproc.resize(pixels, reduced, size, 0, 0, Imgproc.INTER_AREA);
        return reduced;
    }

    private static double blur(Mat luma) {
        var laplacian = new Mat();
        Imgproc.Laplacian(luma, laplacian, CvType.CV_32F);
        var deviation = spread(laplacian).deviation();
        laplacian.release();
        return deviation * deviation;
    }

    private static double share(Mat bgr, int low, int high) {
        var mask = new Mat();
        Core.inRange(bgr, Scalar.all(low), Scalar.all(high), mask);
        var share = Core.countNonZero(mask) / (double) mask.total();
        mask.release();
        return share;
    }

    private static double flatTail(Mat luma) {
        var highest = new Mat();
        var lowest = new Mat();
        Core.reduce(luma, highest, 1, Core.REDUCE_MAX);
        Core.reduce(luma, lowest, 1, Core.REDUCE_MIN);
        var row = luma.rows();
        while (row > 0 && highest.get(row - 1, 0)[0] - lowest.get(row - 1, 0)[0] <= FLAT_RANGE) {
            row--;
        }
        highest.release();
        lowest.release();
        return (luma.rows() - row) / (double) luma.rows();
    }

    private static Spread spread(Mat values) {
        var mean = new MatOfDouble();
        var deviation = new MatOfDouble();
        Core.meanStdDev(values, mean, deviation);
        var spread = new Spread(mean.get(0, 0)[0], deviation.get(0, 0)[0]);
        mean.release();
        deviation.release();
        return spread;
    }

    private record Spread(double mean, double deviation) {}
}
