package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.ModelVersion;
import io.dermflow.imaging.skin.PlainSkin;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.model.ModelEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/// Where a model saw skin in the pictures of one capture; closes its masks together, however far
/// one got. A picture that no model looked at is judged by the colour rule alone.
///
/// The job's thread fills it before anybody reads it.
final class SeenSkin implements AutoCloseable {

    private static final int EXCLUDED = 255;

    /// Of the picture. The shipped model takes skin without any structure for a wall; a standing
    /// person shows some 7 % of bare skin.
    private static final double LEAST_SHARE = 0.05;

    private final Map<Picture, Mat> masks = new HashMap<>();
    private Optional<LoadedModel> model = Optional.empty();

    /// Takes over the ownership.
    ///
    /// @param mask 8UC1 of the picture's size, 255 where skin is
    void add(Picture picture, Mat mask, LoadedModel by) {
        masks.put(picture, mask);
        model = Optional.of(by);
    }

    /// Where colour and surface of the skin are not measured: on lesions, on the card, and where
    /// the model saw no skin. Where it saw some, the colour is not asked any more; where it saw
    /// next to none beside the lesions, the colour alone decides.
    ///
    /// @return 8UC1 of the picture's size, as [PlainSkin] takes it; owned by the caller
    Mat excluded(View view, List<Lesion> lesions) {
        Mat excluded = Excluded.in(view.picture(), view.card(), lesions);
        Mat skin = masks.get(view.picture());
        if (skin != null) {
            var free = new Mat();
            Core.compare(excluded, Scalar.all(0), free, Core.CMP_EQ);
            Core.bitwise_and(free, skin, free);
            if (Core.countNonZero(free) >= LEAST_SHARE * free.total()) {
                excluded.setTo(Scalar.all(EXCLUDED));
                excluded.setTo(Scalar.all(PlainSkin.KNOWN_SKIN), free);
            }
            free.release();
        }
        return excluded;
    }

    /// Who looked; empty where nobody did.
    List<ModelEntry> by() {
        return model.map(LoadedModel::entry).stream().toList();
    }

    List<ModelVersion> versions() {
        return by().stream().map(ModelEntry::asUsed).toList();
    }

    @Override
    public void close() {
        masks.values().forEach(Mat::release);
    }
}
