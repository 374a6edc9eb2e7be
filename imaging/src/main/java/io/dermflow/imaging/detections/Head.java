package io.dermflow.imaging.detections;

import io.dermflow.imaging.geometry.ScoredBox;
import java.util.ArrayList;
import java.util.List;

/// What a YOLO head adds to each detection.
public sealed interface Head {

    /// Boxes and classes alone.
    record Plain() implements Head {}

    /// Coefficients of mask prototypes.
    ///
    /// @param channels how many; 32 in Ultralytics' own networks
    record Masks(int channels) implements Head {}

    /// Landmarks.
    ///
    /// @param count 17 for COCO
    /// @param numbers per landmark: 3 for x, y, visibility, 2 without the visibility
    record Keypoints(int count, int numbers) implements Head {

        private static final int VISIBILITY = 2;

        /// @param values x, y in input pixels and visibility 0..1, landmark by landmark
        Pose pose(float[] values) {
            List<Keypoint> points = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int at = i * numbers;
                double score = numbers > VISIBILITY ? values[at + VISIBILITY] : 1;
                points.add(new Keypoint(values[at], values[at + 1], score));
            }
            return new Pose(points);
        }
    }

    /// Numbers per detection.
    default int extra() {
        return switch (this) {
            case Plain() -> 0;
            case Masks(int channels) -> channels;
            case Keypoints(int count, int numbers) -> count * numbers;
        };
    }

    /// Puts boxes and extras together.
    ///
    /// @param outputs all of the picture's; the second holds the prototypes of [Masks]
    default RawDetections join(List<ScoredBox> boxes, List<float[]> extras, List<Tensor> outputs) {
        return switch (this) {
            case Plain() -> new RawDetections(boxes, null);
            case Masks(int channels) ->
                    new RawDetections(
                            boxes, null, prototypes(channels, extras, outputs), List.of());
            case Keypoints keypoints ->
                    new RawDetections(
                            boxes, null, null, extras.stream().map(keypoints::pose).toList());
        };
    }

    private static Prototypes prototypes(int channels, List<float[]> extras, List<Tensor> outputs) {
        if (outputs.size() < 2
                || outputs.get(1).rank() != 3
                || outputs.get(1).size(0) != channels) {
            throw new ContractRefused(
                    "wants prototypes [B,%d,h,w] as second tensor, but found %s"
                            .formatted(channels, Tensor.shapes(outputs)));
        }
        Tensor values = outputs.get(1);
        return new Prototypes(extras, values.values(), values.size(2), values.size(1));
    }
}
