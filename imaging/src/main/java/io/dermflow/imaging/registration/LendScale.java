package io.dermflow.imaging.registration;

import io.dermflow.imaging.card.CardPlane;
import io.dermflow.imaging.card.FoundCard;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.geometry.Point;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/// Carries the scale of a card in one picture over to others without it, where both show the same
/// place of skin: its structure says how the one lies over the other, and so from which distance
/// each was taken. What shows another place, or too little structure, is lent nothing.
///
/// As beside a card, the skin and the card count as one plane. For one thread.
public final class LendScale implements AutoCloseable {

    /// Of the shorter side: what agrees must not be a caption or one mark alone.
    private static final double LEAST_SPREAD = 0.1;

    /// Relative, in the picture's middle.
    private static final double MOST_UNCERTAIN = 0.05;

    private final Mat reference;
    private final CardPlane plane;
    private final Mat excluded;
    private final Landmarks landmarks;

    /// @param reference 8UC3, stays the caller's, open until this is closed
    /// @param card in it; its print is not what is known again
    public LendScale(Mat reference, FoundCard card) {
        OpenCvLibrary.load();
        this.reference = reference;
        this.plane = card.plane();
        this.excluded = nothing(reference);
        card.cover(excluded);
        this.landmarks = Landmarks.in(reference, excluded);
    }

    /// @param picture 8UC3, stays the caller's
    /// @return from its pixels; empty where it does not show, beyond doubt, what the reference does
    /// @throws CancellationException when the thread was interrupted before
    public Optional<CardPlane> to(Mat picture) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("nobody waits for the scale any more");
        }
        var everywhere = nothing(picture);
        try (var here = Landmarks.in(picture, everywhere)) {
            return Registration.of(Pair.alike(here, landmarks), picture.size())
                    .filter(found ->
                            Agreement.of(picture, reference, excluded, found.onto()).isEnough())
                    .map(this::carriedOver)
                    .filter(lent -> isSure(lent, picture));
        } finally {
            everywhere.release();
        }
    }

    private CardPlane carriedOver(Registration found) {
        return plane.carriedOver(
                found.pairs().stream().map(Pair::there).toList(),
                found.pairs().stream().map(Pair::here).toList());
    }

    private static boolean isSure(CardPlane lent, Mat picture) {
        var middle = new Point(picture.cols() / 2.0, picture.rows() / 2.0);
        return lent.radiusPx() >= LEAST_SPREAD * Math.min(picture.cols(), picture.rows())
                && lent.relativeUncertainty(middle) <= MOST_UNCERTAIN;
    }

    private static Mat nothing(Mat picture) {
        return Mat.zeros(picture.size(), CvType.CV_8UC1);
    }

    @Override
    public void close() {
        landmarks.close();
        excluded.release();
    }
}
