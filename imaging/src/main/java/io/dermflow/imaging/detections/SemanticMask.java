package io.dermflow.imaging.detections;

import java.util.List;

/// Semantic segmentation: logits `[C,h,w]`. Takes a tensor, the first of a tuple, or the entry
/// `out` of a dict (torchvision's DeepLab and FCN, which add `aux`).
///
/// @param classes number of classes; 0 means as many as the network answers. One class is a yes or
///   no per cell
public record SemanticMask(int classes) implements OutputContract {

    private static final String MAIN = "out";

    @Override
    public OutputKind kind() {
        return OutputKind.MASK_LOGITS;
    }

    @Override
    public RegionGrids decode(List<Tensor> outputs) {
        Tensor logits = main(outputs);
        if (logits.rank() != 3 || classes > 0 && logits.size(0) != classes) {
            throw new ContractRefused(
                    "wants [B,%s,h,w], but found %s"
                            .formatted(
                                    classes > 0 ? String.valueOf(classes) : "classes",
                                    Tensor.shapes(outputs)));
        }
        return new RegionGrids(logits.values(), logits.size(0), logits.size(2), logits.size(1));
    }

    static Tensor main(List<Tensor> outputs) {
        return outputs.stream()
                .filter(tensor -> tensor.name().equals(MAIN))
                .findFirst()
                .orElseGet(() -> outputs.isEmpty() ? Tensor.of(new float[1]) : outputs.getFirst());
    }
}
