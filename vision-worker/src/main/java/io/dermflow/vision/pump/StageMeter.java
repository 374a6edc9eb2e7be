package io.dermflow.vision.pump;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The figures of one stage, all with the tag `stage`.
///
/// | metric | meaning; alert on |
/// |---|---|
/// | `dermflow_stage_acquired_total{delivery}` | records taken, by delivery 1, 2, 3, more; a rising rate of "more" is a poison |
/// | `dermflow_stage_job_seconds` | from taking a record to its acknowledgement |
/// | `dermflow_stage_crashed_total` | tries that ended in an exception; any |
/// | `dermflow_stage_slots`, `dermflow_stage_slots_busy` | slots there are and slots at work |
///
/// Thread-safe.
final class StageMeter {

    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final int MANY = 4;

    private final MeterRegistry meters;
    private final String stage;
    private final int slots;
    private final Timer jobs;
    private final Counter crashes;
    private final AtomicLong acquiredAt = new AtomicLong(System.nanoTime());

    /// `System.nanoTime()` of the ends of the last minute; guarded by itself.
    private final Deque<Long> ends = new ArrayDeque<>();

    StageMeter(MeterRegistry meters, StageState state, int slots) {
        this.meters = meters;
        this.stage = state.name();
        this.slots = slots;
        this.jobs = meters.timer("dermflow.stage.job", "stage", stage);
        this.crashes = meters.counter("dermflow.stage.crashed", "stage", stage);
        Gauge.builder("dermflow.stage.slots", () -> slots).tag("stage", stage).register(meters);
        Gauge.builder("dermflow.stage.slots.busy", state, StageState::busy)
                .tag("stage", stage)
                .register(meters);
    }

    void acquired(int deliveries) {
        acquiredAt.set(System.nanoTime());
        String delivery = deliveries < MANY ? Integer.toString(deliveries) : "more";
        meters.counter("dermflow.stage.acquired", "stage", stage, "delivery", delivery).increment();
    }

    void finished(Duration elapsed) {
        jobs.record(elapsed);
        synchronized (ends) {
            ends.addLast(System.nanoTime());
            forgetOld();
        }
    }

    void crashed() {
        crashes.increment();
    }

    Duration sinceAcquired() {
        return Duration.ofNanos(System.nanoTime() - acquiredAt.get());
    }

    /// Jobs per second that this worker does or could do: what it did in the last minute, at least
    /// its slots over the mean time of a job; 0 before the first job.
    double rate() {
        double mean = jobs.mean(TimeUnit.SECONDS);
        double possible = mean > 0 ? slots / mean : 0;
        synchronized (ends) {
            forgetOld();
            return Math.max(possible, ends.size() / (double) WINDOW.toSeconds());
        }
    }

    private void forgetOld() {
        long oldest = System.nanoTime() - WINDOW.toNanos();
        while (!ends.isEmpty() && ends.peekFirst() - oldest < 0) {
            ends.removeFirst();
        }
    }
}
