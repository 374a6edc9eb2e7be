package io.dermflow.imaging.overlay;

import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.explanation.HeatMap;
import io.dermflow.imaging.geometry.Box;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Boxes, outlines and ids as a PNG with a long side of at most 1,024 pixels.
public final class Overlay {

    private static final int MAX_LONG_SIDE = 1024;
    static final int PAPER_LEVEL = 245;
    private static final Scalar PAPER = Scalar.all(PAPER_LEVEL);

    private Overlay() {}

    /// Drawn on a reduced copy of the picture. It shows the person: treat it as the picture itself.
    ///
    /// @param image stays the caller's, unchanged
    public static byte[] onPicture(DecodedImage image, List<Marking> markings) {
        OpenCvLibrary.load();
        var size = size(image.width(), image.height());
        var canvas = new Mat();
        Imgproc.resize(image.pixels(), canvas, size, 0, 0, Imgproc.INTER_AREA);
        return draw(canvas, canvas.cols() / (double) image.fullWidth(), markings);
    }

    /// Drawn on an empty sheet of the picture's shape: shows where, and not whom.
    ///
    /// @param fullWidth of the picture, pixels
    /// @param fullHeight of the picture, pixels
    public static byte[] onPaper(int fullWidth, int fullHeight, List<Marking> markings) {
        OpenCvLibrary.load();
        var canvas = new Mat(size(fullWidth, fullHeight), CvType.CV_8UC3, PAPER);
        return draw(canvas, canvas.cols() / (double) fullWidth, markings);
    }

    /// The same with a heat map under the markings: red where the answer rests, the stronger the
    /// more; paper where it doesn't.
    ///
    /// @param where the explained network's input lay, full-picture coordinates; may reach over the
    ///   edge
    public static byte[] heatOnPaper(
            int fullWidth, int fullHeight, HeatMap heat, Box where, List<Marking> markings) {
        OpenCvLibrary.load();
        var canvas = new Mat(size(fullWidth, fullHeight), CvType.CV_8UC3, PAPER);
        double scale = canvas.cols() / (double) fullWidth;
        HeatPaint.on(canvas, heat, where, scale);
        return draw(canvas, scale, markings);
    }

    private static Size size(int width, int height) {
        var factor = Math.min(1, MAX_LONG_SIDE / (double) Math.max(width, height));
        return new Size(
                Math.max(1, Math.rint(width * factor)), Math.max(1, Math.rint(height * factor)));
    }

    /// Takes over the canvas.
    private static byte[] draw(Mat canvas, double scale, List<Marking> markings) {
        var png = new MatOfByte();
        try {
            var pen = new Pen(canvas, scale);
            markings.forEach(pen::draw);
            Imgcodecs.imencode(".png", canvas, png);
            return png.toArray();
        } finally {
            png.release();
            canvas.release();
        }
    }
}
