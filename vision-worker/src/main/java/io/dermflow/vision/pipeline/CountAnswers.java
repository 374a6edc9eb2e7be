package io.dermflow.vision.pipeline;

import io.dermflow.imaging.detections.ClassProbabilities;
import io.dermflow.vision.model.ModelEntry.AnswerWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Adds what the person says of a lesion to what a classifier sees of it: the logarithms of the
/// shares get each answer's weights (multinomial logistic regression, fitted by
/// `training/dx/answers.py`). An answer that was not given, and one that the model knows nothing
/// of, adds nothing.
final class CountAnswers {

    /// As in the fitting: below it a share is not told from none.
    private static final double LEAST_SHARE = 1e-6;

    private CountAnswers() {}

    /// @param counted names of the answers that the shares count in
    record Told(ClassProbabilities shares, List<String> counted) {}

    /// @param given numbers by name, as [io.dermflow.events.LesionAnswers] gives them
    /// @param weights of the model that saw it
    static Told count(
            ClassProbabilities seen, Map<String, Double> given, Map<String, AnswerWeight> weights) {
        List<String> counted = new ArrayList<>();
        double[] logits = new double[seen.values().length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = Math.log(Math.max(seen.values()[i], LEAST_SHARE));
        }
        given.forEach((name, number) -> {
            AnswerWeight weight = weights.get(name);
            if (weight != null) {
                counted.add(name);
                double size = (number - weight.mean()) / weight.scale();
                for (int i = 0; i < logits.length; i++) {
                    logits[i] += size * weight.weights().get(i);
                }
            }
        });
        return new Told(counted.isEmpty() ? seen : ClassProbabilities.ofLogits(logits), counted);
    }
}
