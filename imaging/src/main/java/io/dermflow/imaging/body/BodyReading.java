package io.dermflow.imaging.body;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the pictures of one person gave.
///
/// @param stature absent without height and card
/// @param widths what the circumferences follow from; absent when a problem forbids it
/// @param errors of the widths; means nothing without them
/// @param front absent without a picture from the front, or without a person in it
/// @param side the same from the side
/// @param ofFront checks of the picture from the front, at most one per problem
/// @param ofSide checks of that from the side
public record BodyReading(
        Optional<Stature> stature,
        Optional<BodyWidths> widths,
        InputErrors errors,
        Optional<FrontView> front,
        Optional<SideView> side,
        Set<BodyProblem> problems,
        List<BodyCheck> ofFront,
        List<BodyCheck> ofSide) {

    public BodyReading {
        problems = Set.copyOf(problems);
        ofFront = List.copyOf(ofFront);
        ofSide = List.copyOf(ofSide);
    }
}
