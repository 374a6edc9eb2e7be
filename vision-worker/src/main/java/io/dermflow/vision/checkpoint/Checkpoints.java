package io.dermflow.vision.checkpoint;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.vision.checkpoint.KeptResults.Kept;
import io.dermflow.vision.pump.JobRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the checkpoint of each job. Thread-safe.
public final class Checkpoints {

    /// Longer than any job runs.
    static final Duration NEVER = Duration.ofDays(1);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final ObjectStore store;
    private final CheckpointProperties properties;
    private final CheckpointMeter meter;
    private final Duration patience;
    private final LongSupplier nanoTime;

    public Checkpoints(ObjectStore store, CheckpointProperties properties, CheckpointMeter meter) {
        this(store, properties, meter, PATIENCE, System::nanoTime);
    }

    /// @param patience with the store
    /// @param nanoTime by which steps take long
    Checkpoints(
            ObjectStore store,
            CheckpointProperties properties,
            CheckpointMeter meter,
            Duration patience,
            LongSupplier nanoTime) {
        this.store = store;
        this.properties = properties;
        this.meter = meter;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /// Sees to it that nothing is left of a job that was tried before, however it ends.
    public void removeAtTheEnd(AnalysisRequested job, JobRun run) {
        if (properties.on() && run.triedBefore() && !job.images().isEmpty()) {
            run.whenSettled(new CheckpointObject(store, job, patience)::remove);
        }
    }

    /// The job's checkpoint. The store is asked for what another try has left, and only where there
    /// was one.
    ///
    /// @param job with a picture
    /// @param conditions what the results depend on beside the job and the models: a record
    /// @param forms of the results
    public Checkpoint open(AnalysisRequested job, Object conditions, Forms forms, JobRun run) {
        var object = new CheckpointObject(store, job, patience);
        Supplier<String> boundTo = () -> Binding.of(job, conditions);
        List<Kept> earlier =
                properties.on() && run.triedBefore()
                        ? run.waiting(Checkpoint.STEP, () -> earlier(object, boundTo.get()))
                        : List.of();
        Duration after = properties.on() ? properties.after() : NEVER;
        return new Checkpoint(run, object, boundTo, earlier, forms, after, meter, nanoTime);
    }

    private List<Kept> earlier(CheckpointObject object, String boundTo) {
        Optional<byte[]> bytes = object.get();
        if (bytes.isEmpty()) {
            return List.of();
        }
        Optional<KeptResults> fitting =
                KeptResults.decoded(bytes.get()).filter(kept -> boundTo.equals(kept.boundTo()));
        if (fitting.isEmpty()) {
            LOG.info("checkpoint refused, damaged or of other conditions taskId={}", object.task());
            meter.refused();
        }
        return fitting.map(KeptResults::steps).orElse(List.of());
    }
}
