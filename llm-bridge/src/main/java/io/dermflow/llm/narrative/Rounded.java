package io.dermflow.llm.narrative;

/// Numbers as a report shows them.
final class Rounded {

    private static final int PERCENT = 100;

    private Rounded() {}

    static double to(double value, int digits) {
        double power = Math.pow(10, digits);
        return Math.round(value * power) / power;
    }

    /// A share 0..1 as a whole percentage.
    static long percent(double share) {
        return Math.round(share * PERCENT);
    }
}
