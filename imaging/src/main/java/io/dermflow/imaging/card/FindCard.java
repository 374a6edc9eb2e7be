package io.dermflow.imaging.card;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.geometry.Box;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
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
        return inGrey(bgr, MarkedCard::in)
                .or(() -> PlainCard.in(bgr, Part.whole(bgr), CardArea.of(bgr.size())));
    }

    /// Dermflow's own card in parts of a picture, small as it may be there.
    ///
    /// @param bgr 8UC3, the whole picture, stays the caller's
    /// @param places where it may lie, pixels; one after another
    /// @param area how large it may be there
    /// @return in pixels of the whole picture
    /// @throws CancellationException when the thread was interrupted before the next place
    public static Optional<FoundCard> marked(Mat bgr, List<Box> places, CardArea area) {
        return among(
                bgr,
                places,
                (pixels, part) -> inGrey(pixels, grey -> MarkedCard.small(grey, part, area)));
    }

    /// Any card of ID-1 size in parts of a picture, as [#marked(Mat, List, CardArea)].
    public static Optional<FoundCard> plain(Mat bgr, List<Box> places, CardArea area) {
        return among(bgr, places, (pixels, part) -> PlainCard.in(pixels, part, area));
    }

    private static Optional<FoundCard> among(
            Mat bgr, List<Box> places, BiFunction<Mat, Part, Optional<FoundCard>> look) {
        OpenCvLibrary.load();
        for (var place : places) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("nobody waits for the card any more");
            }
            var rect = within(bgr, place);
            if (rect.width > 1 && rect.height > 1) {
                var pixels = bgr.submat(rect);
                try {
                    var found = look.apply(pixels, new Part(rect, bgr.size()));
                    if (found.isPresent()) {
                        return found;
                    }
                } finally {
                    pixels.release();
                }
            }
        }
        return Optional.empty();
    }

    private static Rect within(Mat bgr, Box place) {
        var inside = place.clippedTo(bgr.cols(), bgr.rows());
        var left = (int) inside.x();
        var top = (int) inside.y();
        return new Rect(left, top, (int) inside.right() - left, (int) inside.bottom() - top);
    }

    private static Optional<FoundCard> inGrey(Mat bgr, Function<Mat, Optional<FoundCard>> look) {
        var grey = new Mat();
        try {
            Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
            return look.apply(grey);
        } finally {
            grey.release();
        }
    }
}
