package io.dermflow.report.document;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.KnownLimit;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.report.result.StoredResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a result lacks. What the picture could not give (a scale, a face, a second view), and how
/// little a classifier is to be believed, is named but does not make the result degraded; what a
/// part of the suite could not do does.
///
/// @param word `full` or `degraded`; null unless succeeded
record Completeness(@Nullable String word, List<Degradation> degradations) {

    Completeness {
        degradations = List.copyOf(degradations);
    }

    static Completeness of(StoredResult result) {
        List<Degradation> lacking =
                new ArrayList<>(result.analysis().map(Analysis::degradations).orElseGet(List::of));
        result.narrative()
                .map(Narrative::generator)
                .ifPresent(generator -> {
                    if (generator.fallbackReason() != null) {
                        lacking.add(
                                new Degradation("narrative_template", generator.fallbackReason()));
                    }
                });
        return new Completeness(result.narrative().isPresent() ? word(lacking) : null, lacking);
    }

    private static String word(List<Degradation> lacking) {
        return lacking.stream().allMatch(one -> KnownLimit.is(one.code())) ? "full" : "degraded";
    }
}
