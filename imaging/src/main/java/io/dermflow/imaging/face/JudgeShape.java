package io.dermflow.imaging.face;

import java.util.Map;

/// The form of a face: how near it lies to each prototype of [FaceShape], in deviations of MUCT's
/// frontal faces, as scores that sum to 1. An ordering and not a probability: nobody has labelled
/// faces that it could be checked with.
public final class JudgeShape {

    /// Squared deviations at which a score falls to 1/e of the best.
    private static final double SOFTNESS = 2;

    private JudgeShape() {}

    /// @return all five, by falling score
    public static Map<FaceShape, Double> scores(FaceLandmarks face) {
        return scores(FaceRatios.of(face));
    }

    static Map<FaceShape, Double> scores(FaceRatios ratios) {
        double[] deviations = ratios.deviations();
        return Softmax.of(
                FaceShape.values(), shape -> -shape.squaredDistance(deviations) / SOFTNESS);
    }
}
