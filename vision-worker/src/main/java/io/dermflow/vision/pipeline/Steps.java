package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.AnalysisStep;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Which steps run for one job: what the request says, else the deployment, else the step's own
/// default.
///
/// @param on the steps that run
record Steps(Set<AnalysisStep> on) {

    Steps {
        on = Set.copyOf(on);
    }

    static Steps of(AnalysisRequested job, Map<AnalysisStep, Boolean> deployment) {
        Map<String, Boolean> asked = job.options().steps();
        Set<AnalysisStep> on = EnumSet.noneOf(AnalysisStep.class);
        for (AnalysisStep step : AnalysisStep.values()) {
            boolean usual = deployment.getOrDefault(step, step.byDefault());
            if (asked == null ? usual : asked.getOrDefault(step.wireName(), usual)) {
                on.add(step);
            }
        }
        return new Steps(on);
    }

    boolean has(AnalysisStep step) {
        return on.contains(step);
    }
}
