package io.dermflow.vision.pipeline;

import io.dermflow.imaging.card.CardLayout;
import io.dermflow.imaging.card.CardSheet;
import io.dermflow.imaging.card.FoundCard;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// The sample picture of a body from the front as a phone of 12 megapixels would have taken it,
/// with a card beside it at the body's distance.
final class BodyBesideCard {

    static final int WIDTH = 3000;
    static final int HEIGHT = 4000;

    /// Of the person, as `training/samples/body.py` draws and prints it.
    static final double STATURE_CM = 162.8;

    private static final double SHARE = 0.86;
    private static final double PX_PER_MM = SHARE * HEIGHT / STATURE_CM / 10;
    private static final double FINER_PX_PER_MM = 8;
    private static final Scalar BLUE = new Scalar(150, 70, 40);
    private static final Scalar ALMOST_BLACK = Scalar.all(4);
    private static final Point MIDDLE = new Point(2350, 2150);
    private static final int QUALITY = 90;

    private BodyBesideCard() {}

    /// @param kind of the card; empty for none
    static byte[] jpeg(Optional<FoundCard.Kind> kind) {
        Mat picture = body();
        kind.map(one -> card(one, PX_PER_MM))
                .ifPresent(card -> {
                    Mat place =
                            picture.submat(
                                    new Rect(
                                            (int) MIDDLE.x - card.cols() / 2,
                                            (int) MIDDLE.y - card.rows() / 2,
                                            card.cols(),
                                            card.rows()));
                    Mat lies = new Mat();
                    Core.inRange(card, Scalar.all(0), Scalar.all(0), lies);
                    Core.bitwise_not(lies, lies);
                    card.copyTo(place, lies);
                    place.release();
                    lies.release();
                    card.release();
                });
        addGrain(picture);
        return encoded(picture);
    }

    private static Mat body() {
        var bytes = new MatOfByte(CaptureStage.sample("body-front.jpg"));
        Mat small = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_COLOR);
        var picture = new Mat();
        Imgproc.resize(small, picture, new Size(WIDTH, HEIGHT), 0, 0, Imgproc.INTER_CUBIC);
        small.release();
        bytes.release();
        return picture;
    }

    /// Black where it is not.
    static Mat card(FoundCard.Kind kind, double pxPerMm) {
        Mat fine =
                switch (kind) {
                    case MARKERS -> marked();
                    case PLAIN -> plain();
                };
        var size =
                new Size(
                        Math.rint(CardLayout.WIDTH_MM * pxPerMm),
                        Math.rint(CardLayout.HEIGHT_MM * pxPerMm));
        var card = new Mat();
        Imgproc.resize(fine, card, size, 0, 0, Imgproc.INTER_AREA);
        fine.release();
        return card;
    }

    private static Mat marked() {
        Mat card = CardSheet.draw(FINER_PX_PER_MM);
        Core.add(card, ALMOST_BLACK, card);
        return card;
    }

    /// Round corners, as ISO/IEC 7810 has them.
    private static Mat plain() {
        double radius = 3.18 * FINER_PX_PER_MM;
        double right = Math.rint(CardLayout.WIDTH_MM * FINER_PX_PER_MM) - 1;
        double bottom = Math.rint(CardLayout.HEIGHT_MM * FINER_PX_PER_MM) - 1;
        Mat card = Mat.zeros((int) bottom + 1, (int) right + 1, CvType.CV_8UC3);
        Imgproc.rectangle(card, new Point(radius, 0), new Point(right - radius, bottom), BLUE, -1);
        Imgproc.rectangle(card, new Point(0, radius), new Point(right, bottom - radius), BLUE, -1);
        for (double x : new double[] {radius, right - radius}) {
            for (double y : new double[] {radius, bottom - radius}) {
                Imgproc.circle(card, new Point(x, y), (int) Math.rint(radius), BLUE, -1);
            }
        }
        return card;
    }

    static void addGrain(Mat picture) {
        Core.setRNGSeed(1);
        var grain = new Mat(picture.size(), CvType.CV_8UC3);
        Core.randn(grain, 9, 3);
        Core.add(picture, grain, picture);
        grain.release();
        Imgproc.GaussianBlur(picture, picture, new Size(0, 0), 0.6);
    }

    static byte[] encoded(Mat picture) {
        var encoded = new MatOfByte();
        Imgcodecs.imencode(
                ".jpg", picture, encoded, new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY));
        byte[] bytes = encoded.toArray();
        encoded.release();
        picture.release();
        return bytes;
    }
}
