package io.dermflow.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dermflow.events.JobState;
import io.dermflow.events.Stage;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.IngestTest;
import io.dermflow.ingest.progress.FollowJob;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The notice of a stage and the end that report-service announced come on two threads, of two
/// replicas perhaps.
@IngestTest
class TwoWritersTest {

    @LocalServerPort int port;
    @Autowired JdbcClient database;
    @Autowired FollowJob followJob;
    @Autowired TransactionTemplate transaction;

    private CaptureTesting person;
    private TaskId task;

    @BeforeEach
    void working() {
        person = new CaptureTesting(port, database);
        task = person.accepted();
        followJob.heard(News.started(task, Stage.VISION));
    }

    @Test
    void whoWaitedForTheOtherKeepsWhatItWrote() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> end =
                    transaction.execute(_ -> {
                        followJob.heard(News.done(task, Stage.VISION, 1200.0));
                        var waiting =
                                threads.submit(
                                        () -> followJob.ended(News.end(task, JobState.SUCCEEDED)));
                        await().pollInSameThread().until(this::somebodyWaitsForThis);
                        return waiting;
                    });
            Objects.requireNonNull(end).get(10, TimeUnit.SECONDS);
        }

        var shown = person.show(task).body();
        assertThat(shown.at("/state").asString()).isEqualTo("succeeded");
        assertThat(shown.at("/sequence").asInt()).isEqualTo(5);
        assertThat(shown.at("/stages/0/state").asString()).isEqualTo("done");
        assertThat(shown.at("/stages/0/elapsed_ms").asDouble()).isEqualTo(1200.0);
    }

    /// Nobody can write this one while the other holds the capture's lock; the row stands for a
    /// writer who did not take it.
    @Test
    void refusesTheNumberThatAnotherEventHas() {
        database.sql(
                        """
                        insert into job_events (task_id, sequence, kind, data)
                        values (:task, 4, 'progress', '{"of": "another"}')
                        """)
                .param("task", task.value())
                .update();

        assertThatThrownBy(() -> followJob.heard(News.done(task, Stage.VISION, 1200.0)))
                .isInstanceOf(OptimisticLockingFailureException.class)
                .hasMessageContaining(task.toString());
        assertThatThrownBy(() -> followJob.ended(News.end(task, JobState.SUCCEEDED)))
                .isInstanceOf(OptimisticLockingFailureException.class);

        assertThat(
                        database.sql(
                                        """
                                        select cast(data as text) from job_events
                                        where task_id = :task and sequence = 4
                                        """)
                                .param("task", task.value())
                                .query(String.class)
                                .single())
                .contains("another");
        assertThat(person.show(task).body().at("/sequence").asInt()).isEqualTo(3);
    }

    /// Of the transaction whose thread asks.
    private boolean somebodyWaitsForThis() {
        return database.sql(
                        """
                        select exists (select from pg_locks
                            where not granted and pg_backend_pid() = any(pg_blocking_pids(pid)))
                        """)
                .query(Boolean.class)
                .single();
    }
}
