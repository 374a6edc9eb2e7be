package io.dermflow.imaging.detections;

import java.util.List;

/// The raw output of YOLOv8, 11 and 12: `[4+classes+extra, N]`, suppression still to come.
///
/// @param classes number of classes
/// @param conf least score of a candidate
public record RawYolo(int classes, Head head, double conf) implements OutputContract {

    @Override
    public OutputKind kind() {
        return switch (head) {
            case Head.Plain _ -> OutputKind.YOLO_DETECT;
            case Head.Masks _ -> OutputKind.YOLO_SEGMENT;
            case Head.Keypoints _ -> OutputKind.YOLO_POSE;
        };
    }

    @Override
    public RawDetections decode(List<Tensor> outputs) {
        Tensor raw = outputs.isEmpty() ? Tensor.of(new float[1]) : outputs.getFirst();
        int rows = YoloColumns.BOX + classes + head.extra();
        if (raw.rank() != 2 || raw.size(0) != rows) {
            throw new ContractRefused(
                    "wants [B,%d,N] for %d classes, but found %s"
                            .formatted(rows, classes, Tensor.shapes(outputs)));
        }
        var columns = new YoloColumns(raw, classes);
        var kept = columns.above(conf);
        return head.join(
                kept.stream().map(columns::box).toList(),
                kept.stream().map(columns::extra).toList(),
                outputs);
    }
}
