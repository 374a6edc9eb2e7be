package io.dermflow.imaging.card;

import io.dermflow.imaging.decode.OpenCvLibrary;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/// Looks for a card that gives a picture its scale: first Dermflow's own, by its markers, then any
/// card of ID-1 size, by its outline.
public final class FindCard {

    private FindCard() {}

    /// @param bgr 8UC3, stays the caller's
    /// @return empty when there is none, or when what looks like one does not have the form of an
    ///   ID-1 card
    public static Optional<FoundCard> in(Mat bgr) {
        OpenCvLibrary.load();
        var grey = new Mat();
        try {
            Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
            return MarkedCard.in(grey).or(() -> PlainCard.in(bgr));
        } finally {
            grey.release();
        }
    }
}
