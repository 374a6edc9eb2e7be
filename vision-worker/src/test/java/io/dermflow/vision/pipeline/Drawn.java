package io.dermflow.vision.pipeline;

import io.dermflow.imaging.card.CardSheet;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// What pictures that tests draw have in common.
final class Drawn {

    private Drawn() {}

    /// Adds grain, the same after the same `Core.setRNGSeed`.
    ///
    /// @param picture 8UC3
    /// @param pixels side of a grain
    /// @param deviation standard deviation of the grain, levels
    static void grain(Mat picture, int pixels, double deviation) {
        var grain = new Mat(picture.rows() / pixels, picture.cols() / pixels, CvType.CV_16SC3);
        Core.randn(grain, 0, deviation);
        Imgproc.resize(grain, grain, picture.size(), 0, 0, Imgproc.INTER_CUBIC);
        picture.convertTo(picture, CvType.CV_16SC3);
        Core.add(picture, grain, picture);
        picture.convertTo(picture, CvType.CV_8UC3);
        grain.release();
    }

    /// Lays Dermflow's card into a picture.
    ///
    /// @param left of its upper left corner, pixels
    /// @param top of the same
    static void layCard(Mat picture, double pxPerMm, int left, int top) {
        Mat card = CardSheet.draw(pxPerMm);
        Mat place = picture.submat(new Rect(left, top, card.cols(), card.rows()));
        card.copyTo(place);
        place.release();
        card.release();
    }

    /// @param picture taken over
    /// @param form `.png` or `.jpg`
    static byte[] encoded(Mat picture, String form) {
        var bytes = new MatOfByte();
        Imgcodecs.imencode(form, picture, bytes);
        picture.release();
        byte[] encoded = bytes.toArray();
        bytes.release();
        return encoded;
    }
}
