package io.dermflow.vision.pump;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// How long one step of a job may take.
///
/// @param usual for every step that is not named
/// @param own by the step's name
public record StepLimits(Duration usual, Map<String, Duration> own) {

    /// For stages whose steps wait for others.
    static final StepLimits NONE = new StepLimits(Duration.ofDays(1), Map.of());

    public StepLimits {
        own = Map.copyOf(own);
        if (!usual.isPositive() || own.values().stream().anyMatch(limit -> !limit.isPositive())) {
            throw new IllegalArgumentException("a step's time limit must be above 0");
        }
    }

    Duration of(String step) {
        return own.getOrDefault(step, usual);
    }

    /// The same, none of them above `most`.
    StepLimits within(Duration most) {
        Map<String, Duration> bounded = new HashMap<>();
        own.forEach((step, limit) -> bounded.put(step, shorter(limit, most)));
        return new StepLimits(shorter(usual, most), bounded);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
