package io.dermflow.vision.pipeline;

import io.dermflow.imaging.detections.Keypoint;
import io.dermflow.imaging.detections.Pose;
import io.dermflow.vision.model.LoadedModel;
import java.util.List;

/// Asks a network for the joints of a person whether a body's trunk is in the picture at all: an
/// outliner outlines something in an empty room too.
///
/// Joints are in COCO's order (Lin et al. 2014), as MoveNet gives them.
final class FindTrunk {

    /// Of [#sureness]. Of 40 generated figures from the front none lies below, of 40 from the side
    /// three; of 40 empty rooms 29, of 153 close-ups of skin 120
    /// (`training/google/evaluate_pose.py`).
    static final double LEAST_SURENESS = 0.1;

    private static final List<Integer> SHOULDERS = List.of(5, 6);
    private static final List<Integer> HIPS = List.of(11, 12);

    private FindTrunk() {}

    /// How sure the network is of the less certain of both: a shoulder, a hip; 0..1.
    ///
    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    static double sureness(Picture picture, LoadedModel model) {
        var letterbox = picture.letterbox(model.input());
        if (!(model.answer(letterbox.apply(picture.image().pixels())) instanceof Pose pose)) {
            throw new IllegalStateException("not a pose model: " + model.entry().name());
        }
        return Math.min(surest(pose, SHOULDERS), surest(pose, HIPS));
    }

    private static double surest(Pose pose, List<Integer> joints) {
        return joints.stream()
                .map(pose.keypoints()::get)
                .mapToDouble(Keypoint::score)
                .max()
                .orElse(0);
    }
}
