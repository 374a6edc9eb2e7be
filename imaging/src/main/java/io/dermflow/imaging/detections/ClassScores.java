package io.dermflow.imaging.detections;

import java.util.List;

/// A classifier: `[classes]`, logits (torchvision) or probabilities (Ultralytics).
///
/// Temperature scaling (Guo et al. 2017, "On Calibration of Modern Neural Networks"): logits are
/// divided by one number that was fitted on held-out pictures before the softmax. Probabilities are
/// led back to logits by their logarithm, which softmax undoes exactly.
///
/// @param classes number of classes; 0 means as many as the network answers
/// @param logits whether the softmax is still to come
/// @param temperature above 0; 1 changes nothing
public record ClassScores(int classes, boolean logits, double temperature)
        implements OutputContract {

    /// Below it a probability's logarithm is cut off.
    private static final double LEAST = 1e-12;

    public ClassScores {
        if (!(temperature > 0)) {
            throw new ContractRefused("the temperature must be above 0, but is " + temperature);
        }
    }

    @Override
    public OutputKind kind() {
        return logits ? OutputKind.LOGITS : OutputKind.PROBABILITIES;
    }

    @Override
    public ClassProbabilities decode(List<Tensor> outputs) {
        Tensor scores = outputs.isEmpty() ? Tensor.of(new float[1]) : outputs.getFirst();
        if (scores.rank() != 1 || classes > 0 && scores.size(0) != classes) {
            throw new ContractRefused(
                    "wants [B,%s], but found %s"
                            .formatted(
                                    classes > 0 ? String.valueOf(classes) : "classes",
                                    Tensor.shapes(outputs)));
        }
        return ClassProbabilities.ofLogits(scaled(scores.values()));
    }

    private double[] scaled(float[] scores) {
        var scaled = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            scaled[i] = logit(scores[i]) / temperature;
        }
        return scaled;
    }

    private double logit(float score) {
        return logits ? score : Math.log(Math.max(LEAST, score));
    }
}
