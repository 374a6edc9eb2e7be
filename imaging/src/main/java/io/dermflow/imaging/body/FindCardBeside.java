package io.dermflow.imaging.body;

import io.dermflow.imaging.card.CardArea;
import io.dermflow.imaging.card.CardLayout;
import io.dermflow.imaging.card.FindCard;
import io.dermflow.imaging.card.FoundCard;
import io.dermflow.imaging.geometry.Box;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/// Looks for a card beside a standing person. It takes a sixth of a per cent of a picture that the
/// person fills, so a larger one is looked at than the outline was found in, but only within the
/// arms' reach, and only for what is as large as a card beside this person can be.
public final class FindCardBeside {

    /// Of the middle, share of the body height: half of the shoulders' breadth (0.287 over ANSUR
    /// II). A card before the trunk is nearer to the camera than the body's middle.
    private static final double TRUNK = 0.14;

    /// The same of what a hand can hold: half the span of the arms, and a card.
    private static final double REACH = 0.57;

    /// A person whom the card would make shorter or taller doesn't stand beside it. ANSUR II has
    /// 141 to 199 cm.
    private static final double SHORTEST_CM = 120;

    private static final double TALLEST_CM = 220;

    /// Of a card that is tilted by 45 degrees.
    private static final double TILTED = 0.7;

    private static final double MM_PER_CM = 10;

    private final Mat picture;
    private final Silhouette person;
    private final double larger;

    private FindCardBeside(Mat picture, Silhouette person) {
        this.picture = picture;
        this.person = person;
        this.larger = picture.cols() / (double) person.pictureWidth();
    }

    /// Dermflow's own card, else any of ID-1 size.
    ///
    /// @param picture BGR 8UC3, the one of the outline at its size or a larger one; stays the
    ///   caller's
    public static Optional<CardBeside> of(Mat picture, Silhouette person) {
        var look = new FindCardBeside(picture, person);
        return look.marked()
                .or(() -> look.fitting(FindCard.plain(picture, look.places(), look.area())));
    }

    /// Dermflow's own card alone.
    ///
    /// @param picture as [#of]
    public static Optional<CardBeside> marked(Mat picture, Silhouette person) {
        return new FindCardBeside(picture, person).marked();
    }

    private Optional<CardBeside> marked() {
        return fitting(FindCard.marked(picture, places(), area()));
    }

    /// Left and right of the trunk, from crown to floor.
    private List<Box> places() {
        var axis = person.axis();
        return List.of(
                place(axis - REACH * person.height(), axis - TRUNK * person.height()),
                place(axis + TRUNK * person.height(), axis + REACH * person.height()));
    }

    private Box place(double left, double right) {
        return Box.ofCorners(left, person.top(), right, person.bottom()).scaled(larger);
    }

    private CardArea area() {
        return new CardArea(TILTED * cardOf(TALLEST_CM), cardOf(SHORTEST_CM));
    }

    /// Square pixels of a card beside the person if that were their height.
    private double cardOf(double statureCm) {
        var pixelsPerMm = larger * person.height() / (statureCm * MM_PER_CM);
        return CardLayout.WIDTH_MM * CardLayout.HEIGHT_MM * pixelsPerMm * pixelsPerMm;
    }

    private Optional<CardBeside> fitting(Optional<FoundCard> found) {
        return found.map(this::beside)
                .filter(card -> {
                    var stature = person.height() * card.scale().cmPerPixel();
                    return stature >= SHORTEST_CM && stature <= TALLEST_CM;
                });
    }

    private CardBeside beside(FoundCard card) {
        return new CardBeside(
                card.kind(),
                card.corners().stream().map(corner -> corner.scaled(1 / larger)).toList(),
                CardScale.of(card.plane(), larger, person.pictureWidth(), person.pictureHeight()));
    }
}
