package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ImageRef;
import io.dermflow.imaging.calibration.ColourCorrection;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.vision.Jobs;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Generated close-ups of skin; the same call gives the same bytes.
public final class DrawnSkin {

    public static final int WIDTH = 1600;
    public static final int HEIGHT = 1200;

    /// Where the mole is.
    public static final int MOLE_X = 900;

    public static final int MOLE_Y = 560;
    public static final int MOLE_RADIUS = 170;

    static final double CARD_PX_PER_MM = 7;
    static final int CARD_LEFT = 60;
    static final int CARD_TOP = 780;

    /// How much nearer the picture of [#nearer] was taken.
    static final double NEARER = 1.25;

    /// The skin's colour by daylight.
    public static final Srgb TONE = new Srgb(205, 160, 140);

    /// Diameter of the mole beside the card, millimetres.
    public static final double CARD_MOLE_MM = 2.0 * MOLE_RADIUS / CARD_PX_PER_MM;

    private DrawnSkin() {}

    /// Light skin with one dark round mole.
    public static byte[] withMole() {
        return withMole(MOLE_RADIUS);
    }

    /// The same with another mole in its place.
    ///
    /// @param radius pixels
    static byte[] withMole(int radius) {
        return Drawn.encoded(skin(radius), ".jpg");
    }

    /// A job for the mole, whose picture lies in the store.
    public static AnalysisRequested job(ObjectStore store) {
        byte[] jpeg = withMole();
        String sha256 = FetchImages.sha256(jpeg);
        ImageRef image =
                Jobs.image(
                        "image", "raw/" + sha256, sha256, "image/jpeg", jpeg.length, WIDTH, HEIGHT);
        AnalysisRequested job = Jobs.of(image);
        put(store, job);
        return job;
    }

    /// Puts the picture of [#job] into another store.
    static void put(ObjectStore store, AnalysisRequested job) {
        ImageRef image = job.images().getFirst();
        store.put(
                Bucket.RAW_CAPTURES,
                job.userId(),
                image.objectKey(),
                withMole(),
                image.mediaType());
    }

    static byte[] withMolePng() {
        return Drawn.encoded(skin(MOLE_RADIUS), ".png");
    }

    /// The same with a reference card beside it, in a light of that colour.
    static byte[] withMoleAndCard(double red, double green, double blue) {
        Mat picture = skin(MOLE_RADIUS);
        Drawn.layCard(picture, CARD_PX_PER_MM, CARD_LEFT, CARD_TOP);
        return Drawn.encoded(inLight(picture, red, green, blue), ".jpg");
    }

    /// Without a card, in a light of that colour.
    static byte[] lit(double red, double green, double blue) {
        return Drawn.encoded(inLight(skin(MOLE_RADIUS), red, green, blue), ".jpg");
    }

    /// The same place without a card, from nearer, in a light of that colour.
    static byte[] nearer(double red, double green, double blue) {
        Mat whole = skin(MOLE_RADIUS);
        var size = new Size(WIDTH / NEARER, HEIGHT / NEARER);
        var corner = new Point(MOLE_X - size.width / 2, MOLE_Y - size.height / 2);
        Mat part = whole.submat(new Rect(corner, size));
        var picture = new Mat();
        Imgproc.resize(part, picture, whole.size(), 0, 0, Imgproc.INTER_CUBIC);
        List.of(part, whole).forEach(Mat::release);
        return Drawn.encoded(inLight(picture, red, green, blue), ".jpg");
    }

    /// Another place of the same skin, in a light of that colour.
    static byte[] elsewhere(double red, double green, double blue) {
        return Drawn.encoded(inLight(skin(MOLE_RADIUS, 8), red, green, blue), ".jpg");
    }

    /// Takes over the picture.
    private static Mat inLight(Mat picture, double red, double green, double blue) {
        var light =
                new ColourCorrection(
                        ColourCorrection.Basis.NONE,
                        List.of(red, 0d, 0d, 0d, 0d, green, 0d, 0d, 0d, 0d, blue, 0d),
                        0);
        Mat lit = light.apply(picture);
        picture.release();
        return lit;
    }

    /// No skin at all, and as much structure.
    static byte[] leaves() {
        Mat picture = skin(0);
        Core.subtract(picture, new Scalar(80, 0, 145), picture);
        return Drawn.encoded(picture, ".jpg");
    }

    /// Skin so blurred that no check of sharpness passes.
    static byte[] blurred() {
        OpenCvLibrary.load();
        var flat = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, new Scalar(140, 160, 205));
        return Drawn.encoded(flat, ".jpg");
    }

    /// @param radius of the mole, pixels; 0 for none
    private static Mat skin(int radius) {
        return skin(radius, 7);
    }

    /// @param seed of the skin's own structure
    private static Mat skin(int radius, int seed) {
        OpenCvLibrary.load();
        Core.setRNGSeed(seed);
        var picture = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, new Scalar(140, 160, 205));
        if (radius > 0) {
            var at = new Point(MOLE_X, MOLE_Y);
            Imgproc.circle(picture, at, radius, new Scalar(40, 55, 90), Imgproc.FILLED);
            Imgproc.GaussianBlur(picture, picture, new Size(15, 15), 4);
        }
        Drawn.grain(picture, 4, 7);
        return picture;
    }
}
