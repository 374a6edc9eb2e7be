package io.dermflow.vision.pump;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.RecordCoordinates;
import io.dermflow.events.Stage;
import io.dermflow.events.StageProgress;
import io.dermflow.events.StageProgress.State;
import io.dermflow.kit.kafka.EventPublisher;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run's signs of life on `skin_analysis_progress`, at most once: nobody waits for them, and a
/// job never fails for one.
///
/// Paced: a sign costs a record, its reader and a row, about as much processor time as a short step
/// itself, and nobody can read a dozen of them in a tenth of a second. What ended in between goes
/// along with the next one. Used by the job's thread and, when it has ended, by the slot's.
final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private static final Duration PACE = Duration.ofMillis(250);

    private final EventPublisher publisher;
    private final Clock clock;
    private final AnalysisRequested job;
    private final Stage stage;
    private final Map<String, Double> unsent = new LinkedHashMap<>();
    private long last = System.nanoTime();

    Progress(EventPublisher publisher, Clock clock, AnalysisRequested job, Stage stage) {
        this.publisher = publisher;
        this.clock = clock;
        this.job = job;
        this.stage = stage;
    }

    void started() {
        send(State.STARTED, null, null, null);
    }

    synchronized void step(String step, Duration elapsed) {
        unsent.merge(step, Millis.of(elapsed), Double::sum);
        if (System.nanoTime() - last >= PACE.toNanos()) {
            send(State.STEP, step, elapsed, null);
        }
    }

    void done(Duration elapsed, RecordCoordinates handedOn) {
        send(State.DONE, null, elapsed, handedOn);
    }

    private synchronized void send(
            State state,
            @Nullable String step,
            @Nullable Duration elapsed,
            @Nullable RecordCoordinates handedOn) {
        var sign =
                new StageProgress(
                        job.taskId(),
                        job.attempt(),
                        stage,
                        state,
                        step,
                        elapsed == null ? null : Millis.of(elapsed),
                        unsent,
                        handedOn,
                        null,
                        clock.instant());
        unsent.clear();
        last = System.nanoTime();
        try {
            publisher
                    .send(sign)
                    .whenComplete((sent, failure) -> {
                        if (failure != null) {
                            LOG.debug("progress lost taskId={} error={}", job.taskId(), failure);
                        }
                    });
        } catch (KafkaException | org.springframework.kafka.KafkaException e) {
            LOG.debug("progress lost taskId={} error={}", job.taskId(), e.toString());
        }
    }
}
