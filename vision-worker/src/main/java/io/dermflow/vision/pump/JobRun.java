package io.dermflow.vision.pump;

import io.dermflow.events.analysis.Timing;
import io.dermflow.kit.trace.TraceSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run of one job: names, times and reports its steps. The job's thread uses it; the slot's
/// thread only asks how long native code has been running.
public final class JobRun {

    private final BiConsumer<String, Duration> reporter;
    private final Map<String, Duration> steps = new LinkedHashMap<>();

    /// `System.nanoTime()` at which native code was entered; written by the job's thread.
    private volatile @Nullable Long nativeSince;

    /// @param reporter told each step's name and duration when it has ended
    public JobRun(BiConsumer<String, Duration> reporter) {
        this.reporter = reporter;
    }

    /// Does one step. Steps of the same name (one per picture) are added up.
    public <T> T step(String name, Supplier<T> work) {
        long start = System.nanoTime();
        T result = spanned(name, work);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        steps.merge(name, elapsed, Duration::plus);
        reporter.accept(name, elapsed);
        return result;
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

    /// The same for a step inside native libraries, which nobody can interrupt: if it hangs beyond
    /// the stage's limit the process ends itself.
    public <T> T nativeStep(String name, Supplier<T> work) {
        nativeSince = System.nanoTime();
        try {
            return step(name, work);
        } finally {
            nativeSince = null;
        }
    }

    /// How long the present native step has been running; zero outside of one.
    Duration insideNative() {
        Long since = nativeSince;
        return since == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /// The steps so far in order of their first run.
    public List<Timing> timings() {
        List<Timing> timings = new ArrayList<>();
        steps.forEach((name, elapsed) -> timings.add(new Timing(name, Millis.of(elapsed))));
        return List.copyOf(timings);
    }
}
