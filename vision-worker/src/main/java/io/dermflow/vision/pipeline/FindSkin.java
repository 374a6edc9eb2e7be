package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.AnalysisStep;
import io.dermflow.imaging.detections.RegionGrids;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.pump.JobRun;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/// Asks the active model of the task `skin` which pixels are skin, for the pictures on which the
/// skin's colour or its features are measured. Without an active model nobody is asked.
final class FindSkin {

    private static final double MASK_THRESHOLD = 0;

    private final ActiveModels models;

    FindSkin(ActiveModels models) {
        this.models = models;
    }

    /// @param seen gets a mask for each picture that was looked at
    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    void in(Views views, AnalysisRequested job, Steps steps, SeenSkin seen, JobRun run) {
        Optional<LoadedModel> active = models.active(ActiveModels.SKIN);
        if (active.isEmpty() || !measuresSkin(steps)) {
            return;
        }
        LoadedModel model = active.get();
        Views closeUps = views.closeUps(job);
        for (Picture picture : (closeUps.none() ? views : closeUps).pictures()) {
            seen.add(picture, run.nativeStep("segment", () -> mask(picture, model)), model);
        }
    }

    private static boolean measuresSkin(Steps steps) {
        return steps.has(AnalysisStep.TONE) || steps.has(AnalysisStep.FEATURES);
    }

    /// @return 8UC1 of the picture's working size, 255 where skin is; owned by the caller
    static Mat mask(Picture picture, LoadedModel model) {
        Letterbox letterbox = picture.letterbox(model.input());
        if (model.answer(letterbox.apply(picture.image().pixels())) instanceof RegionGrids grids) {
            return grids.grid(skin(grids, model)).decodeWhole(letterbox, MASK_THRESHOLD);
        }
        throw new IllegalStateException(model.entry().name() + " segments nothing");
    }

    private static int skin(RegionGrids grids, LoadedModel model) {
        List<String> names = model.entry().output().names();
        return grids.classes() == 1 ? 0 : names.indexOf(ActiveModels.SKIN);
    }
}
