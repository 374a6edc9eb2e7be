package io.dermflow.vision.pump;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ConsentChanged;
import io.dermflow.events.DataErased;
import io.dermflow.events.DeadLetter;
import io.dermflow.events.Event;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.Outcome;
import io.dermflow.events.ResultEvent;
import io.dermflow.events.ShadowCompared;
import io.dermflow.events.StageProgress;
import io.dermflow.events.WorkerStanding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The figures of one stage, all with the tag `stage`.
///
/// | metric | meaning; alert on |
/// |---|---|
/// | `dermflow_stage_acquired_total{delivery}` | records taken, by delivery 1, 2, 3, more; a rising rate of "more" is a poison |
/// | `dermflow_stage_job_seconds` | from taking a record to its acknowledgement |
/// | `dermflow_stage_step_seconds{step}` | one step of a job, `lesion_model` and the like included; the step that grew is the cause of a slow stage |
/// | `dermflow_stage_results_total{result}` | what jobs came to; a rising share of `failed` or `aborted` |
/// | `dermflow_quality_failed_total{code}` | pictures turned away, by the first reason; a jump after a release of the app or the gate |
/// | `dermflow_stage_crashed_total` | tries that ended in an exception; any |
/// | `dermflow_stage_step_timed_out_total{step}` | steps that took longer than their limit; any |
/// | `dermflow_stage_left_behind` | slots that wait for such a step to return; minutes |
/// | `dermflow_stage_slots`, `dermflow_stage_slots_busy` | slots there are and slots at work |
///
/// Thread-safe.
final class StageMeter {

    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final List<String> DELIVERIES = List.of("1", "2", "3", "more");

    private final MeterRegistry meters;
    private final String stage;
    private final int slots;
    private final Timer jobs;
    private final Counter crashes;
    private final AtomicInteger leftBehind = new AtomicInteger();
    private final AtomicLong acquiredAt = new AtomicLong(System.nanoTime());

    /// `System.nanoTime()` of the ends of the last minute; guarded by itself.
    private final Deque<Long> ends = new ArrayDeque<>();

    StageMeter(MeterRegistry meters, StageState state, int slots) {
        this.meters = meters;
        this.stage = state.name();
        this.slots = slots;
        this.jobs = meters.timer("dermflow.stage.job", "stage", stage);
        this.crashes = meters.counter("dermflow.stage.crashed", "stage", stage);
        Gauge.builder("dermflow.stage.left.behind", leftBehind, AtomicInteger::get)
                .tag("stage", stage)
                .register(meters);
        Gauge.builder("dermflow.stage.slots", () -> slots).tag("stage", stage).register(meters);
        Gauge.builder("dermflow.stage.slots.busy", state, StageState::busy)
                .tag("stage", stage)
                .register(meters);
        // There from the start, so that the first one is a growth to whoever watches it.
        DELIVERIES.forEach(this::acquisitions);
    }

    void acquired(int deliveries) {
        acquiredAt.set(System.nanoTime());
        acquisitions(DELIVERIES.get(Math.min(deliveries, DELIVERIES.size()) - 1)).increment();
    }

    private Counter acquisitions(String delivery) {
        return meters.counter("dermflow.stage.acquired", "stage", stage, "delivery", delivery);
    }

    /// @param name of a step in this code, so there are few
    void step(String name, Duration elapsed) {
        meters.timer("dermflow.stage.step", "stage", stage, "step", name).record(elapsed);
        // There from the first run on, so that the first one is a growth to whoever watches it.
        timeOuts(name);
    }

    /// @param name of a step in this code
    void stepTimedOut(String name) {
        timeOuts(name).increment();
    }

    private Counter timeOuts(String step) {
        return meters.counter("dermflow.stage.step.timed.out", "stage", stage, "step", step);
    }

    /// Counts the slot while it waits.
    void leftBehind(StageState.Work wait) throws InterruptedException {
        leftBehind.incrementAndGet();
        try {
            wait.run();
        } finally {
            leftBehind.decrementAndGet();
        }
    }

    /// Slots that wait for a step to return that took too long.
    int leftBehind() {
        return leftBehind.get();
    }

    void finished(Event result, Duration elapsed) {
        jobs.record(elapsed);
        meters.counter("dermflow.stage.results", "stage", stage, "result", kind(result))
                .increment();
        if (result instanceof Outcome.Rejected rejected) {
            meters.counter("dermflow.quality.failed", "code", rejected.reason().code()).increment();
        }
        synchronized (ends) {
            ends.addLast(System.nanoTime());
            forgetOld();
        }
    }

    private static String kind(Event result) {
        return switch (result) {
            case Outcome.Completed _ -> "completed";
            case Outcome.Rejected _ -> "rejected";
            case Outcome.Failed _ -> "failed";
            case Outcome.Aborted _ -> "aborted";
            case Outcome.Canceled _ -> "canceled";
            case Outcome.Supplied _,
                    AnalysisRequested _,
                    FindingsReady _,
                    StageProgress _,
                    ResultEvent _,
                    DeadLetter _,
                    ConsentChanged _,
                    DataErased _,
                    ShadowCompared _,
                    WorkerStanding _ ->
                    "handed_on";
        };
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
