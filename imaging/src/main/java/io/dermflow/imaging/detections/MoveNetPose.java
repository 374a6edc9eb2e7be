package io.dermflow.imaging.detections;

import java.util.ArrayList;
import java.util.List;

/// MoveNet's single pose: `[1,17,3]`, COCO's landmarks as y, x (over the input's height and width)
/// and score 0..1 (TensorFlow Hub, `movenet/singlepose`).
///
/// @param inputWidth of the model, pixels
/// @param inputHeight of the model, pixels
public record MoveNetPose(int inputWidth, int inputHeight) implements OutputContract {

    static final List<Integer> SHAPE = List.of(1, 17, 3);

    @Override
    public OutputKind kind() {
        return OutputKind.MOVENET;
    }

    @Override
    public Pose decode(List<Tensor> outputs) {
        if (outputs.isEmpty() || !outputs.getFirst().shape().equals(SHAPE)) {
            throw new ContractRefused("wants [B,1,17,3], but found " + Tensor.shapes(outputs));
        }
        float[] values = outputs.getFirst().values();
        List<Keypoint> points = new ArrayList<>();
        for (int at = 0; at < values.length; at += 3) {
            points.add(
                    new Keypoint(
                            values[at + 1] * inputWidth, values[at] * inputHeight, values[at + 2]));
        }
        return new Pose(points);
    }
}
