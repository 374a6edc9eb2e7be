package io.dermflow.imaging.quality;

/// Two limits for one figure.
///
/// @param warn a value on its wrong side gets a remark
/// @param fail a value on its wrong side fails
/// @param lower whether the wrong side is below
record Bounds(double warn, double fail, boolean lower) {

    static Bounds atLeast(double warn, double fail) {
        return new Bounds(warn, fail, true);
    }

    static Bounds atMost(double warn, double fail) {
        return new Bounds(warn, fail, false);
    }

    /// A hint that never fails a picture.
    static Bounds hintAbove(double warn) {
        return new Bounds(warn, Double.POSITIVE_INFINITY, false);
    }

    /// A hint that never fails a picture.
    static Bounds hintBelow(double warn) {
        return new Bounds(warn, Double.NEGATIVE_INFINITY, true);
    }

    Verdict judge(double value) {
        if (misses(value, fail)) {
            return Verdict.FAIL;
        }
        return misses(value, warn) ? Verdict.WARN : Verdict.PASS;
    }

    /// The bound to show beside a verdict.
    double shown(Verdict verdict) {
        return verdict == Verdict.FAIL || verdict == Verdict.PASS && !Double.isInfinite(fail)
                ? fail
                : warn;
    }

    private boolean misses(double value, double limit) {
        return lower ? value < limit : value > limit;
    }
}
