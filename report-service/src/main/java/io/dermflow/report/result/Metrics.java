package io.dermflow.report.result;

import io.dermflow.events.JobState;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.Quality;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body measures of a result: as they were taken, and as they are shown.
///
/// @param original centimetres by name, from top to toe; never changes
/// @param edits those that are shown otherwise
/// @param automatedConfidence 0..1, what the measuring said of itself; null where it said nothing
public record Metrics(
        Map<String, Double> original, Edits edits, @Nullable Double automatedConfidence) {

    private static final double FOUR_DIGITS = 10_000;

    public Metrics {
        original = Collections.unmodifiableMap(new LinkedHashMap<>(original));
    }

    public static Metrics of(StoredResult result) {
        return result.clientFigures()
                .map(own ->
                        new Metrics(own.metrics(), result.edits(), own.meta().overallConfidence()))
                .orElseGet(() ->
                        new Metrics(
                                measured(result),
                                result.edits(),
                                result.analysis()
                                        .map(Analysis::quality)
                                        .map(Quality::overallConfidence)
                                        .orElse(null)));
    }

    private static Map<String, Double> measured(StoredResult result) {
        Map<String, Double> measured = new LinkedHashMap<>();
        result.analysis()
                .filter(_ -> result.state() == JobState.SUCCEEDED)
                .map(Analysis::body)
                .map(Body::measures)
                .orElseGet(List::of)
                .forEach(one -> measured.put(one.name(), one.value()));
        return measured;
    }

    /// The same measures with other edits.
    public Metrics with(Edits others) {
        return new Metrics(original, others, automatedConfidence);
    }

    /// What is shown: the latest correction of each measure, or what was measured.
    public Map<String, Double> current() {
        Map<String, Double> current = new LinkedHashMap<>(original);
        edits.byMeasure().forEach((name, edit) -> current.put(name, edit.value()));
        return Collections.unmodifiableMap(current);
    }

    /// The automated confidence times the share of the measures that nobody contradicts: a
    /// correction says that the machine was wrong there, and until a second person has looked the
    /// machine's word for that measure counts for nothing, and the corrector's is only theirs. So
    /// one open correction of eight measures leaves seven eighths, an approved one takes nothing
    /// away, and the figure is never higher than what the measuring said of itself. There is no
    /// published rule to take instead: how good such corrections are nobody has measured here.
    ///
    /// @return 0..1 with four digits; null where the measuring said nothing of itself
    public @Nullable Double confidence() {
        if (automatedConfidence == null || original.isEmpty()) {
            return automatedConfidence;
        }
        long open = edits.byMeasure().values().stream().filter(edit -> !edit.approved()).count();
        double left = automatedConfidence * (original.size() - open) / original.size();
        return open == 0 ? automatedConfidence : Math.round(left * FOUR_DIGITS) / FOUR_DIGITS;
    }
}
