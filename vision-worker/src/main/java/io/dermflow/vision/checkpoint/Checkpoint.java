package io.dermflow.vision.checkpoint;

import io.dermflow.vision.checkpoint.KeptResults.Kept;
import io.dermflow.vision.pump.JobRun;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// The steps of one job whose results outlive a try. What a step has found is kept in memory, and
/// written once the steps that are not written yet have taken long: a job of quick steps writes
/// nothing. Another try takes the results over in their order, up to the first that is missing,
/// rests on another model or can't be read; from there on everything is done anew, because later
/// results rest on earlier ones.
///
/// Failure semantics: a checkpoint is never worth a failure. When the store does not take one
/// within a second, the job goes on and writes no other.
///
/// The job's thread alone uses it.
public final class Checkpoint {

    /// Under this name the time for reading and writing stands among the job's steps.
    static final String STEP = "checkpoint";

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);

    private static final Runnable NOTHING = () -> {};

    private final JobRun run;
    private final CheckpointObject object;
    private final Supplier<String> boundTo;
    private final Forms forms;
    private final CheckpointMeter meter;
    private final LongSupplier nanoTime;

    /// What another try has left and this one has not come to yet.
    private final Deque<Kept> earlier;

    /// Every result so far, put into words when it is written.
    private final List<Supplier<Kept>> found = new ArrayList<>();

    private Duration writesAfter;
    private Duration unwritten = Duration.ZERO;

    /// @param writesAfter how long steps have taken that are not written yet
    Checkpoint(
            JobRun run,
            CheckpointObject object,
            Supplier<String> boundTo,
            List<Kept> earlier,
            Forms forms,
            Duration writesAfter,
            CheckpointMeter meter,
            LongSupplier nanoTime) {
        this.run = run;
        this.object = object;
        this.boundTo = boundTo;
        this.earlier = new ArrayDeque<>(earlier);
        this.forms = forms;
        this.writesAfter = writesAfter;
        this.meter = meter;
        this.nanoTime = nanoTime;
    }

    /// For steps that are not kept.
    public JobRun run() {
        return run;
    }

    /// As [JobRun#nativeStep], unless another try has done it.
    public <T> T nativeStep(KeptStep<T> step, Supplier<T> work) {
        return nativeStep(step, NOTHING, work);
    }

    /// The same for work that needs something made first.
    ///
    /// @param before makes it, as steps of its own; not asked where another try has done the work
    public <T> T nativeStep(KeptStep<T> step, Runnable before, Supplier<T> work) {
        return takenOver(step)
                .orElseGet(() -> {
                    before.run();
                    long start = nanoTime.getAsLong();
                    T result = run.nativeStep(step.name(), work);
                    keep(step, result, nanoTime.getAsLong() - start);
                    return result;
                });
    }

    /// As [JobRun#optional], unless another try has done it. What took too long is not kept.
    public <T> Optional<T> optional(KeptStep<T> step, Supplier<T> work) {
        return optional(step, NOTHING, work);
    }

    /// The same for work that needs something made first.
    ///
    /// @param before makes it, as steps of its own; not asked where another try has done the work
    public <T> Optional<T> optional(KeptStep<T> step, Runnable before, Supplier<T> work) {
        return takenOver(step)
                .or(() -> {
                    before.run();
                    long start = nanoTime.getAsLong();
                    Optional<T> result = run.optional(step.name(), work);
                    result.ifPresent(one -> keep(step, one, nanoTime.getAsLong() - start));
                    return result;
                });
    }

    private <T> Optional<T> takenOver(KeptStep<T> step) {
        Kept kept = earlier.poll();
        if (kept == null) {
            return Optional.empty();
        }
        Optional<T> result = step.name().equals(kept.step()) ? read(kept, step) : Optional.empty();
        if (result.isEmpty()) {
            earlier.clear();
        } else {
            found.add(() -> kept);
        }
        return result;
    }

    private <T> Optional<T> read(Kept kept, KeptStep<T> step) {
        long start = nanoTime.getAsLong();
        if (!step.doneBy().equals(kept.doneBy())) {
            return refused(step, "another model");
        }
        try {
            T result = forms.read(kept.result(), step.form());
            run.takenOver(
                    step.name(),
                    Duration.ofNanos(kept.nanos()),
                    Duration.ofNanos(nanoTime.getAsLong() - start));
            meter.tookOver();
            return Optional.of(result);
        } catch (JacksonException | IllegalArgumentException e) {
            return refused(step, e.getClass().getSimpleName());
        }
    }

    private <T> Optional<T> refused(KeptStep<T> step, String why) {
        LOG.info(
                "checkpoint refused from here on taskId={} step={} error={}",
                object.task(),
                step.name(),
                why);
        meter.refused();
        return Optional.empty();
    }

    private <T> void keep(KeptStep<T> step, T result, long nanos) {
        found.add(() -> new Kept(step.name(), step.doneBy(), nanos, forms.write(result)));
        unwritten = unwritten.plusNanos(nanos);
        if (unwritten.compareTo(writesAfter) >= 0) {
            boolean written = run.waiting(STEP, this::write);
            meter.wrote(written);
            unwritten = Duration.ZERO;
            writesAfter = written ? writesAfter : Checkpoints.NEVER;
        }
    }

    /// @return whether it is durable
    private boolean write() {
        run.whenSettled(object::remove);
        try {
            return new KeptResults(boundTo.get(), found.stream().map(Supplier::get).toList())
                    .encoded()
                    .filter(object::put)
                    .isPresent();
        } catch (JacksonException e) {
            LOG.error("checkpoint can't be put into words taskId={}", object.task(), e);
            return false;
        }
    }
}
