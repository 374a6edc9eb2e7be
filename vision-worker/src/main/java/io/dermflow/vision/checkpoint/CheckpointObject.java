package io.dermflow.vision.checkpoint;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.CheckpointKey;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.kit.store.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one object that holds a job's checkpoint, handled on the side: the store may be away or
/// silent (its client tries for 15 s), but the job waits for it no longer than its patience, and
/// nothing fails for it. Used by one thread.
final class CheckpointObject {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointObject.class);

    private static final String GZIP = "application/gzip";

    private static final ExecutorService SIDE = Executors.newVirtualThreadPerTaskExecutor();

    private final ObjectStore store;
    private final TaskId task;
    private final UserId owner;
    private final String key;
    private final Duration patience;

    /// Ends when no write is under way any more, well or not.
    private CompletableFuture<?> writing = CompletableFuture.completedFuture(true);

    /// @param job with a picture
    /// @param patience with the store
    CheckpointObject(ObjectStore store, AnalysisRequested job, Duration patience) {
        this.store = store;
        this.task = job.taskId();
        this.owner = job.userId();
        this.key = CheckpointKey.beside(job.images().getFirst().objectKey());
        this.patience = patience;
    }

    TaskId task() {
        return task;
    }

    /// Replaces it.
    ///
    /// @return whether it is durable now
    boolean put(byte[] content) {
        if (!writing.isDone()) {
            return false;
        }
        CompletableFuture<Boolean> put =
                CompletableFuture.supplyAsync(
                        () -> {
                            store.put(Bucket.RAW_CAPTURES, owner, key, content, GZIP);
                            return true;
                        },
                        SIDE);
        writing = put;
        return soon(put).isPresent();
    }

    /// @return empty when there is none, or the store does not give it
    Optional<byte[]> get() {
        return soon(CompletableFuture.supplyAsync(this::read, SIDE)).flatMap(found -> found);
    }

    private Optional<byte[]> read() {
        Optional<StoredObject> found = store.open(Bucket.RAW_CAPTURES, owner, key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (var object = found.get()) {
            return Optional.of(object.content().readAllBytes());
        } catch (IOException e) {
            throw new DependencyUnavailable("object_store", "broke off while reading", e);
        }
    }

    /// Removes it after the last write, and returns at once. What can't be removed goes with the
    /// task's pictures, or when ingest's sweeper finds it.
    void remove() {
        writing.handle((_, _) -> true)
                .thenRunAsync(() -> store.delete(Bucket.RAW_CAPTURES, owner, key), SIDE)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        LOG.info(
                                "checkpoint left to the sweeper taskId={} error={}",
                                task,
                                failure.toString());
                    }
                });
    }

    private <T> Optional<T> soon(CompletableFuture<T> answer) {
        try {
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            LOG.info("checkpoint out of reach taskId={} error={}", task, e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
