package io.dermflow.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.JobState;
import io.dermflow.events.Stage;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.IngestTest;
import io.dermflow.ingest.progress.FollowJob;
import io.dermflow.ingest.progress.JobFeed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IngestTest
class EventsControllerTest {

    @LocalServerPort int port;
    @Autowired JdbcClient database;
    @Autowired FollowJob followJob;
    @Autowired JobFeed feed;

    private CaptureTesting person;

    @BeforeEach
    void newPerson() {
        person = new CaptureTesting(port, database);
    }

    @Test
    void tellsEveryChangeAsItHappensAndEndsAfterTheEnd() {
        TaskId task = person.accepted();
        try (var reader = reader(task, null)) {
            assertThat(reader.status).isEqualTo(200);
            assertEvent(reader.next(), "1", "state", "\"queued\"");

            followJob.heard(News.started(task, Stage.VISION));
            assertEvent(reader.next(), "2", "state", "\"processing\"");
            assertEvent(reader.next(), "3", "progress", "\"vision\"");

            followJob.heard(News.ended(task, JobState.SUCCEEDED));
            assertEvent(reader.next(), "4", "progress", "\"report\"");
            assertEvent(reader.next(), "5", "end", "\"succeeded\"");
            reader.isOver();
        }
    }

    /// The result event, which names the reason's code alone, may come before the notice.
    @Test
    void tellsTheReasonsSentenceAlsoWhereItComesAfterTheEnd() {
        TaskId task = person.accepted();
        followJob.ended(News.endWithoutSentence(task, JobState.REJECTED));
        try (var reader = reader(task, "1")) {
            assertEvent(reader.next(), "2", "end", "\"because\"");
        }

        followJob.heard(News.ended(task, JobState.REJECTED));

        try (var reader = reader(task, "1")) {
            assertEvent(reader.next(), "2", "end", "\"Of this.\"");
            reader.isOver();
        }
    }

    @Test
    void goesOnAfterTheLastEventThatTheReaderHas() {
        TaskId task = person.accepted();
        followJob.heard(News.started(task, Stage.VISION));
        followJob.heard(News.ended(task, JobState.FAILED));

        try (var reader = reader(task, "3")) {
            assertEvent(reader.next(), "4", "progress", "\"report\"");
            assertEvent(reader.next(), "5", "end", "\"failed\"");
            reader.isOver();
        }
        try (var reader = reader(task, "5")) {
            assertThat(reader.status).isEqualTo(204);
        }
    }

    @Test
    void saysThatHistoryIsLostAndStillTellsTheEnd() {
        TaskId task = person.accepted();
        followJob.heard(News.started(task, Stage.VISION));
        followJob.heard(News.ended(task, JobState.SUCCEEDED));
        database.sql("delete from jobs where task_id = :task").param("task", task.value()).update();

        try (var reader = reader(task, "1")) {
            assertThat(reader.next().name()).isEqualTo("history_lost");
            assertEvent(reader.next(), "5", "end", "\"succeeded\"");
            reader.isOver();
        }
        assertThat(person.show(task).text("state")).isEqualTo("succeeded");
    }

    @Test
    void saysThatHistoryIsLostWhenOnlyItsBeginningIsGone() {
        TaskId task = person.accepted();
        followJob.heard(News.started(task, Stage.VISION));
        database.sql("delete from job_events where task_id = :task and sequence < 3")
                .param("task", task.value())
                .update();

        try (var reader = reader(task, null)) {
            assertThat(reader.next().name()).isEqualTo("history_lost");
            assertEvent(reader.next(), "3", "progress", "\"vision\"");
        }
    }

    @Test
    void takesAnUnreadableLastEventIdForTheBeginning() {
        TaskId task = person.accepted();

        try (var reader = reader(task, "x'; drop table")) {
            assertEvent(reader.next(), "1", "state", "\"queued\"");
        }
    }

    @Test
    void wakesManyReadersOfOneJob() {
        TaskId task = person.accepted();
        List<EventReader> readers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            readers.add(reader(task, "1"));
        }

        followJob.heard(News.ended(task, JobState.SUCCEEDED));

        for (EventReader reader : readers) {
            assertEvent(reader.next(), "2", "state", "\"processing\"");
            assertEvent(reader.next(), "3", "progress", "\"report\"");
            assertEvent(reader.next(), "4", "end", "\"succeeded\"");
            reader.close();
        }
    }

    @Test
    void refusesMoreStreamsThanAUserMayHave() {
        TaskId task = person.accepted();
        List<EventReader> readers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            readers.add(reader(task, null));
            assertThat(readers.getLast().next().id()).isEqualTo("1");
        }

        try (var tooMany = reader(task, null)) {
            assertThat(tooMany.status).isEqualTo(429);
        }
        readers.forEach(EventReader::close);
    }

    @Test
    void saysThatItsInstanceStops() {
        TaskId task = person.accepted();
        try (var reader = reader(task, null)) {
            assertEvent(reader.next(), "1", "state", "\"queued\"");

            feed.stop();

            var last = reader.next();
            assertEvent(last, "", "error", "\"code\":\"stopping\"");
            assertThat(last.data()).contains("\"status\":503", "\"retry_after\":2");
            reader.isOver();
        } finally {
            feed.start();
        }
    }

    @Test
    void saysThatTheCaptureIsErased() {
        TaskId task = person.accepted();
        try (var reader = reader(task, "1")) {
            database.sql("delete from captures where task_id = :task")
                    .param("task", task.value())
                    .update();
            tellOf(task);

            assertEvent(reader.next(), "", "error", "\"code\":\"not_found\"");
            reader.isOver();
        }
    }

    @Test
    void saysThatSomethingUnforeseenEndedIt() {
        TaskId task = person.accepted();
        try (var reader = reader(task, "1")) {
            database.sql(
                            """
                            insert into job_events (task_id, sequence, kind, data)
                            values (:task, 2, 'unheard of', '{}')
                            """)
                    .param("task", task.value())
                    .update();
            tellOf(task);

            assertEvent(reader.next(), "", "error", "\"code\":\"internal\"");
            reader.isOver();
        }
    }

    private void tellOf(TaskId task) {
        database.sql("select pg_notify('capture_events', :task)")
                .param("task", task.toString())
                .query((_, _) -> true)
                .list();
    }

    private EventReader reader(TaskId task, @Nullable String lastEventId) {
        return new EventReader(
                port,
                CaptureTesting.CAPTURES + "/" + task + "/events",
                person.user.accessToken(),
                lastEventId);
    }

    private static void assertEvent(
            EventReader.Event event, String id, String name, String dataContains) {
        assertThat(event.id()).isEqualTo(id);
        assertThat(event.name()).isEqualTo(name);
        assertThat(event.data()).contains(dataContains);
    }
}
