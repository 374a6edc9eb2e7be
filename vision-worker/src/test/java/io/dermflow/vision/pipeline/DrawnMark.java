package io.dermflow.vision.pipeline;

import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.lesion.LesionMask;
import io.dermflow.imaging.lesion.LesionShape;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// A generated close-up of skin with one mark, lopsided and dark brown, and room for a card; the
/// same call gives the same pixels.
final class DrawnMark {

    static final int WIDTH = 1600;
    static final int HEIGHT = 1200;

    static final double PX_PER_MM = 7;

    static final Srgb TONE = new Srgb(205, 160, 140);

    private static final Scalar DARK_BROWN = new Scalar(34, 46, 80);

    private static final int CARD_LEFT = 500;
    private static final int CARD_TOP = 790;

    private DrawnMark() {}

    /// @return 8UC3, owned by the caller
    static Mat picture() {
        OpenCvLibrary.load();
        Core.setRNGSeed(7);
        var skin = new Scalar(TONE.blue(), TONE.green(), TONE.red());
        var picture = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, skin);
        outline(picture, DARK_BROWN);
        Imgproc.GaussianBlur(picture, picture, new Size(0, 0), 4);
        Drawn.grain(picture, 4, 7);
        return picture;
    }

    /// @return 8UC1, not zero on the mark; owned by the caller
    static Mat truth() {
        OpenCvLibrary.load();
        Mat truth = Mat.zeros(HEIGHT, WIDTH, CvType.CV_8UC1);
        outline(truth, Scalar.all(255));
        return truth;
    }

    /// Largest diameter.
    static double diameterMm() {
        Mat truth = truth();
        byte[] inside = new byte[WIDTH * HEIGHT];
        truth.get(0, 0, inside);
        truth.release();
        var mask = new LesionMask(0, 0, WIDTH, HEIGHT, inside);
        return LesionShape.of(mask).maxDiameter() / PX_PER_MM;
    }

    private static void outline(Mat picture, Scalar colour) {
        var body = new Point(1000, 420);
        Imgproc.ellipse(picture, body, new Size(170, 130), 20, 0, 360, colour, Imgproc.FILLED);
        var lobe = new Point(1120, 340);
        Imgproc.ellipse(picture, lobe, new Size(95, 70), -40, 0, 360, colour, Imgproc.FILLED);
    }

    /// Lays a card into the picture, below the mark.
    static void layCard(Mat picture) {
        Drawn.layCard(picture, PX_PER_MM, CARD_LEFT, CARD_TOP);
    }
}
