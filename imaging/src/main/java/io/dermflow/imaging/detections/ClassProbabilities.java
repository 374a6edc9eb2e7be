package io.dermflow.imaging.detections;

/// A classifier's answer.
///
/// @param values by class index, each 0..1, sum 1; not copied
public record ClassProbabilities(float[] values) implements Answer {

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
