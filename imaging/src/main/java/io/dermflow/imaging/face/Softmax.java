package io.dermflow.imaging.face;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Turns closeness into scores that sum to 1.
final class Softmax {

    private Softmax() {}

    /// @return by falling score, equal ones in their own order; unmodifiable
    static <T> Map<T, Double> of(T[] choices, ToDoubleFunction<T> closeness) {
        double best = Arrays.stream(choices).mapToDouble(closeness).max().orElseThrow();
        Map<T, Double> scores = new LinkedHashMap<>();
        double sum = 0;
        for (T choice : choices) {
            double score = Math.exp(closeness.applyAsDouble(choice) - best);
            scores.put(choice, score);
            sum += score;
        }
        double total = sum;
        Map<T, Double> sorted = new LinkedHashMap<>();
        scores.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue() / total));
        return Collections.unmodifiableMap(sorted);
    }
}
