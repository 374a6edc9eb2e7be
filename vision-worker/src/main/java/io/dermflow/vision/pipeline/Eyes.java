package io.dermflow.vision.pipeline;

import io.dermflow.imaging.detections.Keypoint;
import io.dermflow.imaging.detections.Pose;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.vision.model.LoadedModel;
import java.util.Optional;

/// Where a person's eyes are, in pixels of the working size.
record Eyes(Point left, Point right) {

    /// How sure a pose network must be of each eye (docs/VISION.md).
    private static final double LEAST_SURENESS = 0.35;

    // COCO's order (Lin et al. 2014).
    private static final int LEFT = 1;
    private static final int RIGHT = 2;

    /// Those of the one person that a pose network sees.
    ///
    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    static Optional<Eyes> in(Picture picture, LoadedModel model) {
        Letterbox letterbox = picture.letterbox(model.input());
        if (!(model.answer(letterbox.apply(picture.image().pixels())) instanceof Pose pose)) {
            throw new IllegalStateException("not a pose model: " + model.entry().name());
        }
        Keypoint left = pose.keypoints().get(LEFT);
        Keypoint right = pose.keypoints().get(RIGHT);
        return Math.min(left.score(), right.score()) < LEAST_SURENESS
                ? Optional.empty()
                : Optional.of(
                        new Eyes(
                                letterbox.undo(new Point(left.x(), left.y())),
                                letterbox.undo(new Point(right.x(), right.y()))));
    }

    /// Whether a box holds both, as that of no mark on the skin does: what was detected in it is a
    /// head.
    boolean within(Box box) {
        return holds(box, left) && holds(box, right);
    }

    private static boolean holds(Box box, Point point) {
        return point.x() >= box.x()
                && point.x() <= box.right()
                && point.y() >= box.y()
                && point.y() <= box.bottom();
    }
}
