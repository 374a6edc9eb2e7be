package io.dermflow.imaging.detections;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The layouts by the names that stand in a manifest's `output.kind`. Shapes with the batch
/// dimension; `nc` is the number of classes, `N` the number of grid cells.
public enum OutputKind {
    DETECTIONS_MASK("detections+mask", "[B,n,6] candidates and [B,1,h,w] mask logits"),
    YOLO_DETECT("yolo-detect", "[B,4+nc,N]: YOLOv8, 11, 12 without NMS"),
    YOLO_SEGMENT("yolo-segment", "[B,4+nc+C,N] and prototypes [B,C,h,w]"),
    YOLO_POSE("yolo-pose", "[B,4+nc+K*D,N]: boxes with keypoints"),
    END_TO_END("end-to-end", "[B,n,6]: x1,y1,x2,y2,score,class; NMS embedded, or YOLO26"),
    END_TO_END_SEGMENT("end-to-end-segment", "[B,n,6+C] and prototypes [B,C,h,w]"),
    END_TO_END_POSE("end-to-end-pose", "[B,n,6+K*D]"),
    PROBABILITIES("probabilities", "[B,nc], sum 1: Ultralytics classify"),
    LOGITS("logits", "[B,nc], any numbers: torchvision classifiers"),
    MASK_LOGITS("mask-logits", "[B,C,h,w] as tensor, tuple or dict: semantic segmentation"),
    MOVENET("movenet", "[B,1,17,3]: y,x,score over the input's size"),
    BLAZEPOSE("blazepose", "[B,195]: 39 landmarks of x,y,z,visibility,presence");

    private final String wireName;
    private final String shapes;

    OutputKind(String wireName, String shapes) {
        this.wireName = wireName;
        this.shapes = shapes;
    }

    public String wireName() {
        return wireName;
    }

    /// What it looks like, for messages and documents.
    public String shapes() {
        return shapes;
    }

    /// @throws ContractRefused if there is no such kind
    public static OutputKind named(String wireName) {
        return find(wireName)
                .orElseThrow(() ->
                        new ContractRefused(
                                "output.kind '%s' is not known; known are %s"
                                        .formatted(wireName, all())));
    }

    private static Optional<OutputKind> find(String wireName) {
        String wanted = wireName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(kind -> kind.wireName.equals(wanted)).findFirst();
    }

    private static String all() {
        return Arrays.stream(values()).map(OutputKind::wireName).collect(Collectors.joining(", "));
    }
}
