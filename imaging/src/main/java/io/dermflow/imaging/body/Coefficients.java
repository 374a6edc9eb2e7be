package io.dermflow.imaging.body;

import java.util.ArrayList;
import java.util.List;

/// One quadratic ridge regression: standardised inputs, their squares and products, sex, and sex
/// times each input.
///
/// @param mean of the inputs, centimetres
/// @param deviation of the inputs, centimetres
record Coefficients(List<Double> mean, List<Double> deviation, List<Double> weights) {

    Coefficients {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        weights = List.copyOf(weights);
    }

    /// @return centimetres
    double predict(List<Double> inputs, Sex sex) {
        List<Double> terms = terms(standardised(inputs), sex.code() - 0.5);
        var sum = 0.0;
        for (var i = 0; i < weights.size(); i++) {
            sum += weights.get(i) * terms.get(i);
        }
        return sum;
    }

    private List<Double> standardised(List<Double> inputs) {
        List<Double> z = new ArrayList<>();
        for (var i = 0; i < inputs.size(); i++) {
            z.add((inputs.get(i) - mean.get(i)) / deviation.get(i));
        }
        return z;
    }

    private static List<Double> terms(List<Double> z, double sex) {
        List<Double> terms = new ArrayList<>(z);
        terms.addFirst(1.0);
        for (var i = 0; i < z.size(); i++) {
            for (var j = i; j < z.size(); j++) {
                terms.add(z.get(i) * z.get(j));
            }
        }
        terms.add(sex);
        z.forEach(value -> terms.add(sex * value));
        return terms;
    }
}
