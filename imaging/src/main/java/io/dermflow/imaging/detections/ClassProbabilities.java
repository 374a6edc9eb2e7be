package io.dermflow.imaging.detections;

import java.util.Arrays;

/// A classifier's answer.
///
/// @param values by class index, each 0..1, sum 1; not copied
public record ClassProbabilities(float[] values) implements Answer {

    /// The softmax of these logits.
    public static ClassProbabilities ofLogits(double[] logits) {
        double largest = Arrays.stream(logits).max().orElse(0);
        double[] powers = Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).toArray();
        double sum = Arrays.stream(powers).sum();
        float[] values = new float[powers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (powers[i] / sum);
        }
        return new ClassProbabilities(values);
    }

    /// The class with the highest probability.
    public int best() {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    /// Shannon entropy over its maximum, 0 (certain) to 1 (all classes alike).
    public double normalisedEntropy() {
        double sum = 0;
        for (float value : values) {
            sum -= value > 0 ? value * Math.log(value) : 0;
        }
        return values.length > 1 ? Math.clamp(sum / Math.log(values.length), 0, 1) : 0;
    }
}
