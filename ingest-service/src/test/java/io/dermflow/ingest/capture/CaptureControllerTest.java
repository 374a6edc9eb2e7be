package io.dermflow.ingest.capture;

import static io.dermflow.ingest.capture.CaptureTesting.CAPTURES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermflow.events.JobState;
import io.dermflow.events.Stage;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.IngestTest;
import io.dermflow.ingest.progress.FollowJob;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.CheckpointKey;
import io.dermflow.kit.store.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IngestTest
class CaptureControllerTest {

    private static final String OUTCOMES = "skin_analysis_outcomes";
    private static final String ERASURES = "user_erasures";

    @LocalServerPort int port;
    @Autowired JdbcClient database;
    @Autowired FollowJob followJob;
    @Autowired ObjectStore store;

    private CaptureTesting person;

    @BeforeEach
    void newPerson() {
        person = new CaptureTesting(port, database);
    }

    @Test
    void showsAQueuedCaptureWithItsPlace() {
        TaskId task = person.accepted();

        var shown = person.show(task);

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text("capture_id")).isEqualTo(task.toString());
        assertThat(shown.text("job_id")).isEqualTo(task.toString());
        assertThat(shown.text("state")).isEqualTo("queued");
        assertThat(shown.text("review_state")).isEqualTo("none");
        assertThat(shown.body().path("queue_position").asInt()).isPositive();
        assertThat(shown.body().path("sequence").asInt()).isEqualTo(1);
        assertThat(shown.body().at("/links/results").asString())
                .isEqualTo(CAPTURES + "/" + task + "/results");
    }

    @Test
    void showsTheReviewStateThatWasAnnouncedLastWhateverComesTwiceOrLate() {
        TaskId task = person.accepted();
        followJob.announced(News.corrected(task, 1, "edited"));
        followJob.announced(News.corrected(task, 2, "approved"));
        followJob.announced(News.corrected(task, 1, "edited"));

        assertThat(person.show(task).text("review_state")).isEqualTo("approved");
    }

    @Test
    void showsStagesAndTheEnd() {
        TaskId task = person.accepted();
        followJob.heard(News.started(task, Stage.VISION));
        followJob.heard(News.step(task, Stage.VISION, "decode", 12.5));
        followJob.heard(News.done(task, Stage.VISION, 80));

        var processing = person.show(task);
        followJob.heard(News.ended(task, JobState.REJECTED));
        var ended = person.show(task);

        assertThat(processing.text("state")).isEqualTo("processing");
        assertThat(processing.body().at("/stages/0/stage").asString()).isEqualTo("vision");
        assertThat(processing.body().at("/stages/0/elapsed_ms").asDouble()).isEqualTo(80);
        assertThat(processing.body().at("/stages/0/steps_ms/decode").asDouble()).isEqualTo(12.5);
        assertThat(processing.body().has("queue_position")).isFalse();
        assertThat(ended.text("state")).isEqualTo("rejected");
        assertThat(ended.body().at("/reason/code").asString()).isEqualTo("because");
        assertThat(ended.text("ended_at")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(person.api.get(CAPTURES + "/" + task + "/status").text("status"))
                .isEqualTo("rejected");
    }

    @Test
    void estimatesTheTimeToTheResultFromMeasuredStagesAndWorkersThatAreThere() {
        TaskId measured = person.accepted();
        followJob.heard(News.done(measured, Stage.VISION, 1_000));
        followJob.heard(News.done(measured, Stage.NARRATIVE, 500));
        followJob.heard(News.ended(measured, JobState.SUCCEEDED));
        database.sql("update jobs set ended_at = now() where task_id = :task")
                .param("task", measured.value())
                .update();
        database.sql(
                        """
                        insert into workers values ('eta-1', 'n', 'cpu', 4, 1000, 100,
                            '[{"stage": "vision", "slots": 4, "busy": 0},
                              {"stage": "narrative", "slots": 8, "busy": 0}]', now())
                        on conflict do nothing
                        """)
                .update();

        TaskId task = person.accepted();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> person.show(task).body().has("eta_seconds"));
        var shown = person.show(task).body();
        assertThat(shown.path("eta_seconds").asInt()).isPositive();
        assertThat(shown.path("eta_p90_seconds").asInt())
                .isGreaterThanOrEqualTo(shown.path("eta_seconds").asInt());
        followJob.heard(News.ended(task, JobState.SUCCEEDED));
        assertThat(person.show(task).body().has("eta_seconds")).isFalse();
    }

    @Test
    void listsOwnCapturesNewestFirstPageByPage() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(person.accepted().toString());
        }
        followJob.heard(News.ended(TaskId.of(made.get(1)), JobState.SUCCEEDED));
        new CaptureTesting(port, database).accepted();

        var first = person.api.get(CAPTURES + "?limit=3");
        var second = person.api.get(CAPTURES + "?limit=3&cursor=" + first.text("next_cursor"));

        List<String> listed = ids(first);
        listed.addAll(ids(second));
        assertThat(listed).isEqualTo(made);
        assertThat(second.body().has("next_cursor")).isFalse();
        assertThat(ids(person.api.get(CAPTURES + "?state=succeeded"))).containsExactly(made.get(1));
        assertThat(person.api.get(CAPTURES + "?state=lost").status()).isEqualTo(400);
        assertThat(person.api.get(CAPTURES + "?cursor=x").status()).isEqualTo(400);
    }

    /// As every list that comes in pages.
    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "many"})
    void refusesAPageOfASizeThatThereIsNot(String limit) {
        var answer = person.api.get(CAPTURES + "?limit=" + limit);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_request");
        assertThat(answer.text("detail")).contains("limit");
    }

    @Test
    void cancelsOnceAndOnlyWhileOpen() {
        TaskId task = person.accepted();

        var first = person.api.post(CAPTURES + "/" + task + "/cancel", "");
        var again = person.api.post(CAPTURES + "/" + task + "/cancel", "");

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(first.text("state")).isEqualTo("queued");
        assertThat(outcomes(task)).isEqualTo(1);
        followJob.heard(News.ended(task, JobState.CANCELED));
        var late = person.api.post(CAPTURES + "/" + task + "/cancel", "");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("already_ended");
        assertThat(late.text("state")).isEqualTo("canceled");
    }

    @Test
    void erasesRowsObjectsAndTellsTheOthers() {
        TaskId task = person.accepted();
        String key = person.imageKeys().getFirst();
        String checkpoint = CheckpointKey.beside(key);
        store.put(
                Bucket.RAW_CAPTURES,
                person.user.id(),
                checkpoint,
                new byte[] {1},
                "application/gzip");

        var erased = person.api.delete(CAPTURES + "/" + task);

        assertThat(erased.status()).isEqualTo(204);
        assertThat(person.show(task).status()).isEqualTo(404);
        assertThat(person.captureRows()).isZero();
        assertThat(store.open(Bucket.RAW_CAPTURES, person.user.id(), key)).isEmpty();
        assertThat(store.open(Bucket.RAW_CAPTURES, person.user.id(), checkpoint)).isEmpty();
        assertThat(outcomes(task)).isEqualTo(1);
        assertThat(person.outboxRows(ERASURES)).isEqualTo(1);
        assertThat(person.api.delete(CAPTURES + "/" + task).status()).isEqualTo(404);
    }

    @Test
    void newsOfAnErasedCaptureChangeNothing() {
        TaskId task = person.accepted();
        person.api.delete(CAPTURES + "/" + task);

        followJob.heard(News.started(task, Stage.VISION));
        followJob.heard(News.ended(task, JobState.SUCCEEDED));

        assertThat(person.show(task).status()).isEqualTo(404);
    }

    @Test
    void anErasedAccountTakesItsCapturesAlong() {
        TaskId open = person.accepted();
        TaskId ended = person.accepted();
        followJob.heard(News.ended(ended, JobState.SUCCEEDED));
        List<String> keys = person.imageKeys();

        var erased =
                person.api.post("/api/v1/me/delete", "{\"password\": \"" + Api.PASSWORD + "\"}");

        assertThat(erased.status()).as(erased.toString()).isBetween(200, 204);
        assertThat(person.captureRows()).isZero();
        assertThat(outcomes(open)).isEqualTo(1);
        assertThat(outcomes(ended)).isZero();
        assertThat(keys).hasSize(2);
        for (String key : keys) {
            assertThat(store.open(Bucket.RAW_CAPTURES, person.user.id(), key)).isEmpty();
        }
    }

    @Test
    void anotherUserSeesNothingByAnyDoor() {
        TaskId task = person.accepted();
        Api other = new CaptureTesting(port, database).api;
        String self = CAPTURES + "/" + task;

        for (String path : List.of(self, self + "/status", self + "/events")) {
            assertThat(other.get(path).code()).as(path).isEqualTo("not_found");
        }
        assertThat(other.post(self + "/cancel", "").code()).isEqualTo("not_found");
        assertThat(other.delete(self).code()).isEqualTo("not_found");
        assertThat(ids(other.get(CAPTURES))).isEmpty();
        assertThat(person.show(task).status()).isEqualTo(200);
        for (String unknown : List.of(UUID.randomUUID().toString(), "1", "x")) {
            assertThat(person.api.get(CAPTURES + "/" + unknown).code()).isEqualTo("not_found");
        }
        assertThat(person.api.get(CAPTURES + "/" + UUID.randomUUID()).body().path("detail"))
                .isEqualTo(other.get(self).body().path("detail"));
    }

    private static List<String> ids(Api.Answer page) {
        List<String> ids = new ArrayList<>();
        page.body().path("items").forEach(item -> ids.add(item.path("capture_id").asString()));
        return ids;
    }

    private int outcomes(TaskId task) {
        return database.sql(
                        "select count(*) from outbox where topic = :topic and record_key = :key")
                .param("topic", OUTCOMES)
                .param("key", task.toString())
                .query(Integer.class)
                .single();
    }
}
