package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.Quality.Check;
import io.dermflow.imaging.body.BodyProblem;
import io.dermflow.imaging.body.BodyReading;
import io.dermflow.imaging.body.CardBeside;
import io.dermflow.imaging.body.Stature;
import io.dermflow.imaging.card.FoundCard;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the pictures of a capture show of a body.
///
/// @param front the picture from the front with the person found in it
/// @param side the same from the side
/// @param card beside the person, in the picture from the front
/// @param reading what was read off their outlines
/// @param problems all of the pictures and of the reading
/// @param checks by picture and problem, those that passed too
record SeenBody(
        Optional<Person> front,
        Optional<Person> side,
        Optional<CardBeside> card,
        BodyReading reading,
        Set<BodyProblem> problems,
        List<Check> checks) {

    SeenBody {
        problems = Set.copyOf(problems);
        checks = List.copyOf(checks);
    }

    /// A person in a picture.
    record Person(Picture picture, FindPerson.Found found) {}

    /// By falling weight.
    Set<BodyProblem> inOrder() {
        return problems.isEmpty() ? Set.of() : EnumSet.copyOf(problems);
    }

    /// Whether all lengths rest on an outline that is a card's by its form alone: the plate of a
    /// light switch may have it too.
    boolean scaledByForm() {
        return card.filter(one -> one.kind() == FoundCard.Kind.PLAIN).isPresent()
                && reading.stature().filter(one -> one.source() == Stature.Source.CARD).isPresent();
    }

    /// Whether there was nobody to be measured at all.
    boolean nobody() {
        return front.isEmpty() && side.isEmpty()
                || reading.front()
                        .filter(view -> view.problems().contains(BodyProblem.NO_BODY))
                        .isPresent();
    }
}
