package io.dermflow.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.Stage;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.IngestTest;
import io.dermflow.ingest.progress.FollowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A lease is 5 minutes. Here it has nearly run out, but not quite: the reconciler would come for
/// it.
@IngestTest
class LeaseTest {

    @LocalServerPort int port;
    @Autowired JdbcClient database;
    @Autowired FollowJob followJob;

    private TaskId task;

    @BeforeEach
    void nearlyOver() {
        task = new CaptureTesting(port, database).accepted();
        letItRunOut();
    }

    @Test
    void aSignOfLifeThatTellsSomethingRenewsIt() {
        followJob.heard(News.started(task, Stage.VISION));

        assertThat(renewed()).isTrue();
    }

    @Test
    void aSignOfLifeThatTellsNothingNewRenewsIt() {
        followJob.heard(News.started(task, Stage.VISION));
        letItRunOut();

        followJob.heard(News.started(task, Stage.VISION));

        assertThat(renewed()).isTrue();
    }

    private void letItRunOut() {
        database.sql(
                        """
                        update jobs set lease_until = now() + interval '1 minute'
                        where task_id = :task
                        """)
                .param("task", task.value())
                .update();
    }

    private boolean renewed() {
        return database.sql(
                        """
                        select lease_until > now() + interval '4 minutes' from jobs
                        where task_id = :task
                        """)
                .param("task", task.value())
                .query(Boolean.class)
                .single();
    }
}
