package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisStep;
import io.dermflow.events.analysis.Quality.Check;
import io.dermflow.events.analysis.Quality.Verdict;
import io.dermflow.imaging.card.CardLayout;
import io.dermflow.imaging.card.FoundCard;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The checks of the reference card, once it was looked for: whether a picture of it (`ref`) shows
/// one, and whether all markers of Dermflow's card are seen, in whichever picture it lies. Remarks
/// under every policy: what rests on a card is left out without it, and two markers are enough.
final class CardChecks {

    static final String MISSING = "card_missing";
    static final String OCCLUDED = "card_occluded";

    private CardChecks() {}

    /// @return none where the step that looks for a card is off
    static List<Check> of(Pictures pictures, Views views, Steps steps) {
        if (!steps.has(AnalysisStep.CARD)) {
            return List.of();
        }
        return Stream.concat(
                        pictures.reference().stream()
                                .flatMap(picture -> ofReference(picture, views.reference())),
                        views.all().stream()
                                .flatMap(view -> occluded(view.picture(), view.card()).stream()))
                .toList();
    }

    private static Stream<Check> ofReference(Picture picture, Optional<FoundCard> card) {
        return Stream.concat(
                Stream.of(check(picture, MISSING, card.isPresent() ? 1 : 0, 1, "cards")),
                occluded(picture, card).stream());
    }

    private static Optional<Check> occluded(Picture picture, Optional<FoundCard> card) {
        return card.filter(found -> found.kind() == FoundCard.Kind.MARKERS)
                .map(found ->
                        check(
                                picture,
                                OCCLUDED,
                                found.markers(),
                                CardLayout.markers().size(),
                                "markers"));
    }

    private static Check check(Picture picture, String code, int seen, int limit, String unit) {
        return new Check(
                picture.kind(),
                code,
                seen,
                limit,
                unit,
                seen < limit ? Verdict.WARN : Verdict.PASS);
    }
}
