package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.Quality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was asked for and the pictures could not give. One rule for all analyses: a capture is
/// rejected, with what to do, only if all that it asked for fell short; else the degradations say
/// it. Under the policy `off` nothing is rejected.
///
/// The job's thread uses it.
final class Shortfalls {

    private static final String OFF = "off";

    private final Map<String, List<Degradation>> reasons = new LinkedHashMap<>();

    /// @param analysis as the job names it
    /// @param why a better picture would cure each of them; the weightiest first
    void add(String analysis, List<Degradation> why) {
        reasons.put(analysis, List.copyOf(why));
    }

    /// @return with problems where the capture is to be rejected
    Quality judged(Quality quality, AnalysisRequested job) {
        if (quality.policy().equals(OFF)
                || reasons.isEmpty()
                || !reasons.keySet().containsAll(job.analyses())) {
            return quality;
        }
        List<Degradation> all = reasons.values().stream().flatMap(List::stream).toList();
        return new Quality(
                quality.policy(),
                quality.lightingOk(),
                quality.cardDetected(),
                quality.overallConfidence(),
                quality.checks(),
                all.stream().map(Degradation::code).distinct().toList(),
                all.stream().map(Degradation::detail).distinct().toList());
    }
}
