package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.AnalysisStep;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which steps run for one job: what the request says, else the deployment, else the step's own
/// default; and of these only what serves an analysis that was asked for.
///
/// @param on the steps that run
record Steps(Set<AnalysisStep> on) {

    private static final String SKIN = Degradations.SKIN;
    private static final String FACE = FaceAnalysis.FACE;
    private static final String BODY = BodyAnalysis.BODY;

    /// Bounded steps without a switch: those before the analyses, and those that go with others.
    private static final Set<String> UNSWITCHED =
            Set.of(
                    "check",
                    "decode",
                    "quality",
                    "measure",
                    Calibration.SCALE_FROM_REF,
                    SeenSkin.STEP,
                    BODY,
                    BodyAnalysis.CARD_BESIDE);

    Steps {
        on = Set.copyOf(on);
    }

    static Steps of(AnalysisRequested job, Map<AnalysisStep, Boolean> deployment) {
        Map<String, Boolean> asked = job.options().steps();
        Set<AnalysisStep> on = EnumSet.noneOf(AnalysisStep.class);
        for (AnalysisStep step : AnalysisStep.values()) {
            boolean usual = deployment.getOrDefault(step, step.byDefault());
            boolean wanted = asked == null ? usual : asked.getOrDefault(step.wireName(), usual);
            if (wanted && !Collections.disjoint(served(step), job.analyses())) {
                on.add(step);
            }
        }
        return new Steps(on);
    }

    /// The analyses whose part of the result rests on a step.
    private static Set<String> served(AnalysisStep step) {
        return switch (step) {
            case CARD, OVERLAY -> Set.of(SKIN, FACE, BODY);
            case COLOUR, DENOISE -> Set.of(SKIN, FACE);
            case DETECT, CLASSIFY, TONE, FEATURES, HEATMAP -> Set.of(SKIN);
            case MASKS -> Set.of(SKIN, BODY);
            case FACE -> Set.of(FACE);
        };
    }

    /// The names of all steps with a time limit, as [io.dermflow.vision.pump.JobRun] has them.
    static Set<String> limited() {
        return Stream.concat(
                        Arrays.stream(AnalysisStep.values()).map(AnalysisStep::wireName),
                        UNSWITCHED.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether something is measured on skin.
    boolean measureSkin() {
        return has(AnalysisStep.TONE) || has(AnalysisStep.FEATURES);
    }

    /// Whether something on skin is given in millimetres where a scale is known.
    boolean measureLengths() {
        return has(AnalysisStep.DETECT) || has(AnalysisStep.FEATURES);
    }

    boolean has(AnalysisStep step) {
        return on.contains(step);
    }
}
