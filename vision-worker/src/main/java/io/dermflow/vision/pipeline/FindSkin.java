package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.imaging.detections.RegionGrids;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.pump.JobRun;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/// Knows the active model of the task `skin`, which tells skin from the rest pixel by pixel, and
/// the pictures on which the skin's colour or its features are measured. Without an active model
/// nobody is asked.
final class FindSkin {

    private static final double MASK_THRESHOLD = 0;

    private final ActiveModels models;

    FindSkin(ActiveModels models) {
        this.models = models;
    }

    /// Asks nobody yet.
    SeenSkin in(Views views, AnalysisRequested job, Steps steps, JobRun run) {
        Views closeUps = views.closeUps(job);
        List<Picture> pictures = (closeUps.none() ? views : closeUps).pictures();
        Optional<LoadedModel> asked =
                steps.measureSkin() && !pictures.isEmpty()
                        ? models.active(ActiveModels.SKIN)
                        : Optional.empty();
        return new SeenSkin(asked, pictures, run);
    }

    /// @return 8UC1 of the picture's working size, 255 where skin is; owned by the caller
    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    static Mat mask(Picture picture, LoadedModel model) {
        Letterbox letterbox = picture.letterbox(model.input());
        return mask(letterbox.apply(picture.image().pixels()), letterbox, model);
    }

    /// @param input what the model is shown
    /// @param letterbox by which it was made
    /// @return 8UC1 of the size before the letterbox, 255 where skin is; owned by the caller
    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    static Mat mask(ByteBuffer input, Letterbox letterbox, LoadedModel model) {
        if (model.answer(input) instanceof RegionGrids grids) {
            return grids.grid(skin(grids, model)).decodeWhole(letterbox, MASK_THRESHOLD);
        }
        throw new IllegalStateException(model.entry().name() + " segments nothing");
    }

    private static int skin(RegionGrids grids, LoadedModel model) {
        List<String> names = model.entry().output().names();
        return grids.classes() == 1 ? 0 : names.indexOf(ActiveModels.SKIN);
    }
}
