package io.dermflow.imaging.detections;

import java.util.ArrayList;
import java.util.List;

/// BlazePose's landmarks: `[195]`, 39 times x, y, z in input pixels, visibility and presence as
/// logits; the last six are its own alignment points and are left out (MediaPipe,
/// `pose_landmark_model`).
public record BlazePose() implements OutputContract {

    static final int VALUES = 195;
    private static final int NUMBERS = 5;
    private static final int LANDMARKS = 33;
    private static final int VISIBILITY = 3;
    private static final int PRESENCE = 4;

    @Override
    public OutputKind kind() {
        return OutputKind.BLAZEPOSE;
    }

    /// A landmark's score is the smaller of visibility and presence, as MediaPipe's own readers
    /// take it.
    @Override
    public Pose decode(List<Tensor> outputs) {
        if (outputs.isEmpty() || !outputs.getFirst().shape().equals(List.of(VALUES))) {
            throw new ContractRefused("wants [B,195], but found " + Tensor.shapes(outputs));
        }
        float[] values = outputs.getFirst().values();
        List<Keypoint> points = new ArrayList<>();
        for (int i = 0; i < LANDMARKS; i++) {
            int at = i * NUMBERS;
            double score = Math.min(values[at + VISIBILITY], values[at + PRESENCE]);
            points.add(new Keypoint(values[at], values[at + 1], 1 / (1 + Math.exp(-score))));
        }
        return new Pose(points);
    }
}
