package io.dermflow.vision.pipeline;

import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.face.FaceRegion;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.vision.model.LoadedModel;
import java.util.OptionalDouble;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/// How much of the forehead is skin, by the model for the task `skin`: hair, a cap or a scarf hide
/// the rest.
final class BareForehead {

    private BareForehead() {}

    /// @param bgr 8UC3 in which the landmarks are pixels, stays the caller's
    /// @return 0..1; empty where the forehead has no pixel
    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    static OptionalDouble share(Mat bgr, FaceLandmarks face, LoadedModel skin) {
        FaceSquare square = FaceSquare.withHair(face);
        Mat bare =
                FindSkin.mask(
                        square.input(bgr, skin.input()), square.letterbox(skin.input()), skin);
        Mat forehead =
                FaceRegion.FOREHEAD.mask(
                        face.moved(p -> new Point(p.x() - square.left(), p.y() - square.top())),
                        bare.size());
        int pixels = Core.countNonZero(forehead);
        Core.bitwise_and(forehead, bare, forehead);
        int ofSkin = Core.countNonZero(forehead);
        forehead.release();
        bare.release();
        return pixels == 0 ? OptionalDouble.empty() : OptionalDouble.of(ofSkin / (double) pixels);
    }
}
