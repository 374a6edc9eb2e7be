package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisStep;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.SkinTone;
import io.dermflow.imaging.body.CardBeside;
import io.dermflow.imaging.explanation.HeatMap;
import io.dermflow.vision.checkpoint.KeptStep;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;

/// The steps whose results another try can take over: plain data, no pixels of a person. What the
/// others make (pictures, corrected colours, drawings) is made again.
final class KeptSteps {

    static final KeptStep<List<Calibration.Lent>> SCALE_FROM_REF =
            new KeptStep<>(
                    Calibration.SCALE_FROM_REF, new TypeReference<List<Calibration.Lent>>() {});

    static final KeptStep<SeenFace> FACE =
            new KeptStep<>(FaceAnalysis.FACE, new TypeReference<SeenFace>() {});

    static final KeptStep<LeaveOutHeads.Marks> DETECT =
            new KeptStep<>(
                    AnalysisStep.DETECT.wireName(), new TypeReference<LeaveOutHeads.Marks>() {});

    static final KeptStep<List<Finding>> MEASURE =
            new KeptStep<>("measure", new TypeReference<List<Finding>>() {});

    static final KeptStep<List<Finding>> CLASSIFY =
            new KeptStep<>(AnalysisStep.CLASSIFY.wireName(), new TypeReference<List<Finding>>() {});

    static final KeptStep<List<List<HeatMap>>> HEATMAP =
            new KeptStep<>(ExplainFindings.STEP, new TypeReference<List<List<HeatMap>>>() {});

    static final KeptStep<Optional<SkinTone>> TONE =
            new KeptStep<>(
                    AnalysisStep.TONE.wireName(), new TypeReference<Optional<SkinTone>>() {});

    static final KeptStep<MeasureSkinFeatures.Measured> FEATURES =
            new KeptStep<>(
                    AnalysisStep.FEATURES.wireName(),
                    new TypeReference<MeasureSkinFeatures.Measured>() {});

    static final KeptStep<SeenPersons> BODY =
            new KeptStep<>(BodyAnalysis.BODY, new TypeReference<SeenPersons>() {});

    static final KeptStep<Optional<CardBeside>> CARD_BESIDE =
            new KeptStep<>(BodyAnalysis.CARD_BESIDE, new TypeReference<Optional<CardBeside>>() {});

    private KeptSteps() {}
}
