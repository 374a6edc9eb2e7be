package io.dermflow.imaging.detections;

import io.dermflow.imaging.lesion.MaskGrid;
import java.util.List;

/// The contract `prepared`, which our own networks have: `[n,6]` candidates (x1, y1, x2, y2, score,
/// class; not suppressed) and `[1,h,w]` mask logits over the whole input.
///
/// @param conf least score of a candidate
public record CandidatesAndMask(double conf) implements OutputContract {

    @Override
    public OutputKind kind() {
        return OutputKind.DETECTIONS_MASK;
    }

    @Override
    public RawDetections decode(List<Tensor> outputs) {
        if (outputs.size() != 2) {
            throw new ContractRefused("wants two tensors, but there are " + outputs.size());
        }
        Tensor candidates = outputs.get(0);
        Tensor mask = outputs.get(1);
        if (candidates.rank() != 2 || candidates.size(1) != CandidateRows.COLUMNS) {
            throw new ContractRefused(
                    "wants candidates [B,n,6], but found " + candidates.shapeText());
        }
        if (mask.rank() != 3 || mask.size(0) != 1) {
            throw new ContractRefused("wants mask logits [B,1,h,w], but found " + mask.shapeText());
        }
        var rows = new CandidateRows(candidates);
        return new RawDetections(
                rows.above(conf).stream().map(rows::box).toList(),
                new MaskGrid(mask.values(), mask.size(2), mask.size(1)));
    }
}
