package io.dermflow.vision.pump;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.RecordCoordinates;
import io.dermflow.events.Stage;
import io.dermflow.events.StageProgress;
import io.dermflow.events.StageProgress.State;
import io.dermflow.kit.kafka.EventPublisher;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs of life on `skin_analysis_progress`, at most once: nobody waits for them, and a job never
/// fails for one. Thread-safe.
class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final EventPublisher publisher;
    private final Clock clock;

    Progress(EventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    void started(AnalysisRequested job, Stage stage) {
        send(job, stage, State.STARTED, null, null, null);
    }

    void step(AnalysisRequested job, Stage stage, String step, Duration elapsed) {
        send(job, stage, State.STEP, step, elapsed, null);
    }

    void done(AnalysisRequested job, Stage stage, Duration elapsed, RecordCoordinates handedOn) {
        send(job, stage, State.DONE, null, elapsed, handedOn);
    }

    private void send(
            AnalysisRequested job,
            Stage stage,
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
                        handedOn,
                        null,
                        clock.instant());
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
