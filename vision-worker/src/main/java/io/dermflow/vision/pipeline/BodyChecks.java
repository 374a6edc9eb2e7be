package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.Quality.Check;
import io.dermflow.events.analysis.Quality.Verdict;
import io.dermflow.imaging.body.BodyCheck;
import io.dermflow.imaging.body.BodyProblem;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The checks of a body's pictures as the result tells them: one per picture and code. Where a code
/// was looked at twice, the look that failed stands.
final class BodyChecks {

    /// What makes every figure doubtful without forbidding it.
    static final Set<BodyProblem> DOUBTS =
            EnumSet.of(
                    BodyProblem.MULTIPLE_PEOPLE,
                    BodyProblem.VIEWS_DISAGREE,
                    BodyProblem.SCALES_DISAGREE);

    private final Map<String, Check> checks = new LinkedHashMap<>();

    /// @param earlier to be gone on with
    BodyChecks(List<Check> earlier) {
        earlier.forEach(this::add);
    }

    void of(Picture picture, List<BodyCheck> looks) {
        looks.forEach(look -> add(onTheWire(picture.kind(), look)));
    }

    private void add(Check check) {
        checks.merge(
                check.image() + " " + check.code(),
                check,
                (first, second) -> first.verdict() == Verdict.PASS ? second : first);
    }

    List<Check> all() {
        return List.copyOf(checks.values());
    }

    /// The same quality with the checks of the body, what to do about those that failed, and
    /// whether a card was found beside it.
    static Quality added(Quality quality, SeenBody seen, RetakeWords words) {
        return new Quality(
                quality.policy(),
                quality.lightingOk(),
                quality.cardDetected() || seen.card().isPresent(),
                quality.overallConfidence(),
                Stream.concat(quality.checks().stream(), seen.checks().stream()).toList(),
                quality.problems(),
                Stream.concat(
                                quality.actions().stream(),
                                words
                                        .actions(seen.inOrder().stream().map(BodyProblem::code))
                                        .stream())
                        .distinct()
                        .toList());
    }

    private static Check onTheWire(String image, BodyCheck look) {
        return new Check(
                image,
                look.problem().code(),
                Rounded.to(look.value(), 3),
                Rounded.to(look.limit(), 3),
                look.unit(),
                verdict(look));
    }

    private static Verdict verdict(BodyCheck look) {
        if (look.passed()) {
            return Verdict.PASS;
        }
        return DOUBTS.contains(look.problem()) ? Verdict.WARN : Verdict.FAIL;
    }
}
