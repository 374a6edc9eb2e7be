package io.dermflow.imaging.detections;

import java.util.List;

/// Detections that were suppressed inside the network: exports with NMS, and end-to-end heads
/// (YOLO26): `[n, 6+extra]`, filled up with rows of score 0. A second suppression changes nothing.
///
/// @param conf least score of a candidate
public record EndToEndYolo(Head head, double conf) implements OutputContract {

    @Override
    public OutputKind kind() {
        return switch (head) {
            case Head.Plain _ -> OutputKind.END_TO_END;
            case Head.Masks _ -> OutputKind.END_TO_END_SEGMENT;
            case Head.Keypoints _ -> OutputKind.END_TO_END_POSE;
        };
    }

    @Override
    public RawDetections decode(List<Tensor> outputs) {
        Tensor found = outputs.isEmpty() ? Tensor.of(new float[1]) : outputs.getFirst();
        int width = CandidateRows.COLUMNS + head.extra();
        if (found.rank() != 2 || found.size(1) != width) {
            throw new ContractRefused(
                    "wants [B,n,%d], but found %s".formatted(width, Tensor.shapes(outputs)));
        }
        var rows = new CandidateRows(found);
        var kept = rows.above(conf);
        return head.join(
                kept.stream().map(rows::box).toList(),
                kept.stream().map(rows::extra).toList(),
                outputs);
    }
}
