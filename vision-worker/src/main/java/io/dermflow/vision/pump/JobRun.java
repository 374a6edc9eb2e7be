package io.dermflow.vision.pump;

import io.dermflow.events.analysis.Timing;
import io.dermflow.kit.trace.TraceSpan;
import io.dermflow.kit.trace.Traceparent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run of one job: names, times, bounds and reports its steps. The job's thread uses it; the
/// slot's thread only asks how the present step is getting on, and gives the run up.
///
/// | a step beyond its limit | then |
/// |---|---|
/// | [#optional] | left behind: the job goes on without it |
/// | [#step], [#nativeStep] | the slot's thread gives the try up and interrupts the job's thread |
/// | [#waiting] | has no limit here: the client that waits has its own |
///
/// Native code can't be stopped. What it works on is not freed before it returns ([#whenQuiet]),
/// the slot takes no other record meanwhile, and if it outlasts the stage's limit the process ends
/// itself.
public final class JobRun {

    private final StepLimits limits;
    private final BiConsumer<String, Duration> reporter;
    private final Map<String, Duration> steps = new LinkedHashMap<>();
    private final List<String> timedOut = Collections.synchronizedList(new ArrayList<>());
    private final LeftBehind leftBehind = new LeftBehind();
    private final boolean repeat;

    /// Written by the job's thread, run by the slot's when that has ended.
    private volatile @Nullable Runnable whenSettled;

    /// The bounded step that runs; written by the job's thread.
    private volatile @Nullable Bounded present;

    /// Written by the slot's thread: no further step begins.
    private volatile @Nullable StepTimedOut givenUp;

    /// @param since `System.nanoTime()`
    private record Bounded(String name, long since, Duration limit, boolean inNative) {
        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }

    /// Without limits.
    ///
    /// @param reporter told each step's name and duration when it has ended
    public JobRun(BiConsumer<String, Duration> reporter) {
        this(StepLimits.NONE, reporter);
    }

    /// @param reporter told each step's name and duration when it has ended
    public JobRun(StepLimits limits, BiConsumer<String, Duration> reporter) {
        this(limits, false, reporter);
    }

    /// @param repeat whether the record was handed out before
    /// @param reporter told each step's name and duration when it has ended
    public JobRun(StepLimits limits, boolean repeat, BiConsumer<String, Duration> reporter) {
        this.limits = limits;
        this.repeat = repeat;
        this.reporter = reporter;
    }

    /// Whether an earlier try may have left something of this job: the record was handed out
    /// before, or this run was, and was held for a dependency.
    public boolean triedBefore() {
        return repeat || whenSettled != null;
    }

    /// What is to be cleared away when the record never comes again; the last call counts.
    public void whenSettled(Runnable clear) {
        whenSettled = clear;
    }

    /// The record never comes again.
    public void settled() {
        Runnable clear = whenSettled;
        if (clear != null) {
            clear.run();
        }
    }

    /// Notes a step that an earlier try has done: it stands among the steps with the time that it
    /// took then, and as `checkpoint:` and its name with what taking it over took.
    public void takenOver(String name, Duration then, Duration now) {
        refuseIfGivenUp();
        steps.putIfAbsent(name, then);
        steps.merge("checkpoint:" + name, now, Duration::plus);
    }

    /// Does one step that waits for others. Steps of the same name (one per picture) are added up.
    public <T> T waiting(String name, Supplier<T> work) {
        refuseIfGivenUp();
        long start = System.nanoTime();
        T result = spanned(name, work);
        ended(name, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    /// Does one step that the job can't do without.
    public <T> T step(String name, Supplier<T> work) {
        return bounded(name, false, work);
    }

    /// The same for a step inside native libraries, which nobody can interrupt.
    public <T> T nativeStep(String name, Supplier<T> work) {
        return bounded(name, true, work);
    }

    private <T> T bounded(String name, boolean inNative, Supplier<T> work) {
        present = new Bounded(name, System.nanoTime(), limits.of(name), inNative);
        try {
            return waiting(name, work);
        } finally {
            present = null;
        }
    }

    /// Does one step that the job can do without, on a thread of its own.
    ///
    /// @param work works only on what [#whenQuiet] frees; asks for the thread's interruption where
    ///   it can
    /// @return empty when it took too long; [#timedOut] has its name then
    public <T> Optional<T> optional(String name, Supplier<T> work) {
        refuseIfGivenUp();
        long start = System.nanoTime();
        Traceparent trace = Traceparent.current();
        Optional<T> result =
                leftBehind.within(
                        limits.of(name),
                        () -> {
                            try (var _ = trace.enter()) {
                                return spanned(name, work);
                            }
                        });
        if (result.isEmpty()) {
            timedOut.add(name);
        }
        ended(name, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    /// How long a step of this name may take.
    public Duration limitOf(String name) {
        return limits.of(name);
    }

    private static <T> T spanned(String name, Supplier<T> work) {
        try (var span = TraceSpan.inside("step " + name)) {
            try {
                return work.get();
            } catch (RuntimeException | Error e) {
                span.failed(e);
                throw e;
            }
        }
    }

    private void ended(String name, Duration elapsed) {
        refuseIfGivenUp();
        steps.merge(name, elapsed, Duration::plus);
        reporter.accept(name, elapsed);
    }

    private void refuseIfGivenUp() {
        StepTimedOut why = givenUp;
        if (why != null) {
            throw why;
        }
    }

    /// Frees what steps work on: now, or when the last of those that were left behind has returned.
    public void whenQuiet(Runnable free) {
        leftBehind.whenQuiet(free);
    }

    /// Steps that took longer than their limit.
    public List<String> timedOut() {
        synchronized (timedOut) {
            return List.copyOf(timedOut);
        }
    }

    /// Gives the run up if a step that it can't do without is beyond its limit. The slot's thread
    /// asks.
    ///
    /// @return why, the first time
    Optional<StepTimedOut> giveUpIfOverdue() {
        Bounded step = present;
        if (step == null || givenUp != null || step.elapsed().compareTo(step.limit()) <= 0) {
            return Optional.empty();
        }
        var why = new StepTimedOut(step.name(), step.limit());
        timedOut.add(step.name());
        givenUp = why;
        return Optional.of(why);
    }

    LeftBehind leftBehind() {
        return leftBehind;
    }

    /// For how long code has been running that nobody may be able to stop: the present native step,
    /// or what was left behind; zero outside of both.
    Duration stuckFor() {
        Bounded step = present;
        Duration inside = step == null || !step.inNative() ? Duration.ZERO : step.elapsed();
        Duration behind = leftBehind.age();
        return inside.compareTo(behind) > 0 ? inside : behind;
    }

    /// The steps so far in order of their first run.
    public List<Timing> timings() {
        List<Timing> timings = new ArrayList<>();
        steps.forEach((name, elapsed) -> timings.add(new Timing(name, Millis.of(elapsed))));
        return List.copyOf(timings);
    }
}
