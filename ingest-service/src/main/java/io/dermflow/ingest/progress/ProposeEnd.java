package io.dermflow.ingest.progress;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.EventCodec;
import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.TaskId;
import io.dermflow.events.analysis.ClientFigures;
import io.dermflow.ingest.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Ends a job the only way there is: an outcome goes to report-service, which decides. The proposal
/// is noted in the job's row, so that it is made once, and made again if the log was lost.
@Service
public class ProposeEnd {

    private final JdbcClient database;
    private final Outbox outbox;
    private final Clock clock;

    ProposeEnd(JdbcClient database, Outbox outbox, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// By the user, or because the capture is erased. Nothing happens if an end was proposed
    /// already.
    @Transactional(propagation = Propagation.MANDATORY)
    public void canceled(TaskId task, Reason reason) {
        propose(task, (subject, at) -> new Outcome.Canceled(subject, reason, at));
    }

    /// Published as often as may be, and lost.
    @Transactional(propagation = Propagation.MANDATORY)
    public void failed(TaskId task, Reason reason) {
        propose(task, (subject, at) -> new Outcome.Failed(subject, reason, at));
    }

    /// Its deadline has passed.
    @Transactional(propagation = Propagation.MANDATORY)
    public void aborted(TaskId task, Reason reason) {
        propose(task, (subject, at) -> new Outcome.Aborted(subject, reason, at));
    }

    /// The client has measured by itself: its figures are the end, and no worker hears of the job.
    @Transactional(propagation = Propagation.MANDATORY)
    public void supplied(TaskId task, ClientFigures figures) {
        propose(task, (subject, at) -> new Outcome.Supplied(subject, figures, at));
    }

    private void propose(TaskId task, BiFunction<Outcome.Subject, Instant, Outcome> ending) {
        database.sql(
                        """
                        select request from jobs
                        where task_id = :task and ended_at is null and proposed_end is null
                        for update
                        """)
                .param("task", task.value())
                .query(String.class)
                .optional()
                .map(text -> EventCodec.mapper().readValue(text, AnalysisRequested.class))
                .ifPresent(request -> propose(request, ending));
    }

    private void propose(
            AnalysisRequested request, BiFunction<Outcome.Subject, Instant, Outcome> ending) {
        Outcome outcome = ending.apply(Outcome.Subject.of(request), clock.instant());
        outbox.append(outcome);
        database.sql(
                        """
                        update jobs set proposed_end = cast(:outcome as jsonb)
                        where task_id = :task
                        """)
                .param(
                        "outcome",
                        EventCodec.mapper().writerFor(Outcome.class).writeValueAsString(outcome))
                .param("task", request.taskId().value())
                .update();
    }
}
