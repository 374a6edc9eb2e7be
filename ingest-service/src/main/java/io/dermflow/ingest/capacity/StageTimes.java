package io.dermflow.ingest.capacity;

/// How long the jobs that ended lately held a slot of one stage, in seconds.
///
/// @param measured how many they are; with 0 the rest is 0 and says nothing
record StageTimes(int measured, double mean, double median, double p90, double deviation) {

    static final StageTimes UNMEASURED = new StageTimes(0, 0, 0, 0, 0);

    boolean known() {
        return measured > 0 && mean > 0;
    }

    /// Variance over the squared mean; 0 for equal jobs, 1 for exponential ones.
    double squaredVariation() {
        return known() ? deviation * deviation / (mean * mean) : 0;
    }
}
