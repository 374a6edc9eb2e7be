package io.dermflow.bench;

import java.util.Arrays;

/// Times in milliseconds, by rank.
record Quantiles(double p50, double p95, double p99) {

    static Quantiles of(double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return new Quantiles(rank(sorted, 0.50), rank(sorted, 0.95), rank(sorted, 0.99));
    }

    /// Nearest rank.
    private static double rank(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
