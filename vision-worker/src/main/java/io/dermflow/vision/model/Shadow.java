package io.dermflow.vision.model;

import io.dermflow.events.ShadowCompared;
import io.dermflow.imaging.detections.Answer;
import io.dermflow.kit.http.DependencyUnavailable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a model beside the active one on the same pictures and compares what both say. Nothing of
/// it reaches a user.
///
/// Its cost is bounded: one thread, one picture waiting. It is the first to go without: while calls
/// wait for the active model, or the last picture isn't done, the next one is dropped and counted.
final class Shadow implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);
    private static final long LOOK_MS = 200;
    private static final double NANOS_PER_MS = 1e6;

    private final String task;
    private final LoadedModel model;
    private final ModelMeter meter;
    private final Reports reports;
    private final BlockingQueue<Job> queue = new ArrayBlockingQueue<>(1);
    private final Thread thread;
    private volatile boolean open = true;

    private record Job(ByteBuffer image, Answer answer, LoadedModel active) {}

    /// Where comparisons go beside the metrics; called on the shadow's thread.
    interface Reports {
        void report(ShadowCompared comparison);
    }

    /// Takes over the model.
    Shadow(String task, LoadedModel model, ModelMeter meter, Reports reports) {
        this.task = task;
        this.model = model;
        this.meter = meter;
        this.reports = reports;
        this.thread = Thread.ofPlatform().daemon().name("shadow-" + task).start(this::work);
    }

    LoadedModel model() {
        return model;
    }

    /// What the active model is to call after each answer.
    LoadedModel.Echo beside(LoadedModel active) {
        return (image, answer) -> {
            if (active.waiting() > 0 || queue.remainingCapacity() == 0) {
                meter.dropped(task);
                return;
            }
            ByteBuffer copy = ByteBuffer.allocateDirect(image.remaining());
            copy.put(image.duplicate()).flip();
            if (!queue.offer(new Job(copy, answer, active))) {
                meter.dropped(task);
            }
        };
    }

    private void work() {
        try {
            while (open) {
                Job job = queue.poll(LOOK_MS, TimeUnit.MILLISECONDS);
                if (job != null) {
                    compare(job);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            model.close();
        }
    }

    private void compare(Job job) {
        try {
            long start = System.nanoTime();
            Answer own = model.answer(job.image());
            var took = Duration.ofNanos(System.nanoTime() - start);
            double agreement = Agreement.of(job.answer(), own, job.active().entry().thresholds());
            meter.compared(task, took, agreement);
            reports.report(
                    new ShadowCompared(
                            UUID.randomUUID(),
                            task,
                            named(job.active()),
                            named(model),
                            agreement,
                            took.toNanos() / NANOS_PER_MS,
                            Instant.now()));
        } catch (DependencyUnavailable e) {
            meter.dropped(task);
        } catch (RuntimeException e) {
            LOG.warn("shadow failed task={} model={}", task, ModelFile.label(model.entry()), e);
        }
    }

    private static ShadowCompared.Model named(LoadedModel model) {
        return new ShadowCompared.Model(model.entry().name(), model.entry().version());
    }

    /// Ends after the picture at hand; the thread frees the model.
    @Override
    public void close() {
        open = false;
        ToTheEnd.of(thread);
    }
}
