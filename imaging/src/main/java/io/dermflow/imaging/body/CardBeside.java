package io.dermflow.imaging.body;

import io.dermflow.imaging.card.FoundCard;
import io.dermflow.imaging.geometry.Point;
import java.util.List;

/// A card beside a body.
///
/// @param kind what it was known by
/// @param corners in pixels of the picture that the outline is of
/// @param scale of that picture
public record CardBeside(FoundCard.Kind kind, List<Point> corners, CardScale scale) {

    public CardBeside {
        corners = List.copyOf(corners);
    }
}
