package io.dermflow.ingest.capture;

import static io.dermflow.ingest.capture.CaptureTesting.CAPTURES;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.JobState;
import io.dermflow.events.Stage;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.IngestTest;
import io.dermflow.ingest.ReportService;
import io.dermflow.ingest.progress.FollowJob;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The other names of the capture doors, held to the shapes of the documents they come from.
@IngestTest
class AliasControllerTest {

    @LocalServerPort int port;
    @Autowired JdbcClient database;
    @Autowired FollowJob followJob;

    private CaptureTesting person;

    @BeforeEach
    void newPerson() {
        person = new CaptureTesting(port, database);
    }

    @Test
    void analyzeSkinAnswersTaskIdAndStatus() {
        Form form = photo("image").field("user_id", person.user.id().toString());

        Api.Answer answer = post("/analyze-skin", form);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().propertyNames()).containsExactlyInAnyOrder("task_id", "status");
        assertThat(answer.text("status")).isEqualTo("queued");
        assertThat(answer.header("Location")).isEqualTo("/report/" + answer.text("task_id"));
        assertThat(person.api.get(CAPTURES + "/" + answer.text("task_id")).status()).isEqualTo(200);
    }

    @Test
    void analyzeAnswersJobIdAndStatus() {
        Api.Answer answer = post("/analyze", photo("image"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().propertyNames()).containsExactlyInAnyOrder("jobId", "status");
        assertThat(answer.text("status")).isEqualTo("queued");
        assertThat(answer.header("Location")).isEqualTo("/analyze/" + answer.text("jobId"));
    }

    @Test
    void aJobThatIsDoneBringsItsResult() {
        TaskId task = ended(JobState.SUCCEEDED);

        Api.Answer job = person.api.get("/analyze/" + task);

        assertThat(job.body().propertyNames())
                .containsExactlyInAnyOrder("jobId", "status", "result");
        assertThat(job.text("jobId")).isEqualTo(task.toString());
        assertThat(job.text("status")).isEqualTo("done");
        assertThat(job.body().at("/result/path").asString())
                .isEqualTo(CAPTURES + "/" + task + "/results");
        assertThat(job.body().at("/result/with").asString())
                .isEqualTo("Bearer " + person.user.accessToken());
    }

    @ParameterizedTest
    @CsvSource({"FAILED", "REJECTED", "CANCELED", "ABORTED"})
    void aJobThatDidNotSucceedIsAnErrorWithItsReason(JobState state) {
        TaskId task = ended(state);

        Api.Answer job = person.api.get("/analyze/" + task);
        Api.Answer status = person.api.get("/api/v1/capture/" + task + "/status");

        assertThat(job.body().propertyNames())
                .containsExactlyInAnyOrder("jobId", "status", "error", "reason");
        assertThat(job.text("status")).isEqualTo("error");
        assertThat(job.text("error")).contains(state.wireName(), "Of this.");
        assertThat(job.body().at("/reason/code").asString()).isEqualTo("because");
        assertThat(status.text("status")).isEqualTo("failed");
        assertThat(status.body().at("/reason/code").asString()).isEqualTo("because");
    }

    @Test
    void predictAnswersWithTheResultOnceItIsThere() {
        var answer = CompletableFuture.supplyAsync(() -> post("/predict", photo("file")));
        Awaitility.await().until(() -> person.captureRows() == 1);

        followJob.heard(News.ended(person.onlyTask(), JobState.SUCCEEDED));

        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().text("path"))
                .isEqualTo(CAPTURES + "/" + person.onlyTask() + "/results");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/capture", "/api/upload-capture"})
    void captureAnswersCaptureIdAndStatus(String path) {
        Api.Answer answer = post(path, photo("front").file("portrait", Photos.jpeg(5)));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().propertyNames()).containsExactlyInAnyOrder("capture_id", "status");
        assertThat(answer.text("status")).isEqualTo("queued");
        assertThat(person.api.get(answer.header("Location")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/capture,'[\"body\", \"skin\"]'", "/api/v1/captures,'[\"body\"]'"})
    void onlyTheOlderDoorMeasuresTheSkinBesideABodyUnasked(String path, String analyses) {
        Api.Answer answer = post(path, photo("front"));

        assertThat(
                        database.sql("select request ->> 'analyses' from jobs where task_id = :id")
                                .param("id", TaskId.of(answer.text("capture_id")).value())
                                .query(String.class)
                                .single())
                .isEqualTo(analyses);
    }

    @Test
    void captureStatusSaysItsPlaceAndThenThatItIsDone() {
        TaskId task = person.accepted();
        String path = "/api/v1/capture/" + task + "/status";

        Api.Answer queued = person.api.get(path);
        followJob.heard(News.ended(task, JobState.SUCCEEDED));
        Api.Answer done = person.api.get(path);

        assertThat(queued.body().propertyNames())
                .contains("capture_id", "status", "queue_position");
        assertThat(queued.text("status")).isEqualTo("queued");
        assertThat(queued.body().path("queue_position").asInt()).isPositive();
        assertThat(done.text("status")).isEqualTo("done");
    }

    @Test
    void aTaskThatHasBegunIsProcessingByEveryName() {
        TaskId task = person.accepted();
        followJob.heard(News.started(task, Stage.VISION));

        Api.Answer job = person.api.get("/analyze/" + task);
        Api.Answer status = person.api.get("/api/v1/capture/" + task + "/status");

        assertThat(job.body().propertyNames()).containsExactlyInAnyOrder("jobId", "status");
        assertThat(job.text("status")).isEqualTo("processing");
        assertThat(status.text("status")).isEqualTo("processing");
        assertThat(status.body().path("queue_position").isNumber()).isFalse();
    }

    @Test
    void aReviewThatEditedShowsInTheStatus() {
        TaskId task = ended(JobState.SUCCEEDED);
        ReportService.running().reviewed(task, "edited");

        Api.Answer status = person.api.get("/api/v1/capture/" + task + "/status");

        assertThat(status.text("status")).isEqualTo("edited");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/analyze-skin",
                "/analyze",
                "/predict",
                "/api/v1/capture",
                "/api/upload-capture"
            })
    void everyUploadNeedsTheOwnUserIdAndConsent(String path) {
        Form foreign = photo("image").field("user_id", UUID.randomUUID().toString());

        assertThat(post(path, foreign).code()).isEqualTo("not_your_user_id");
        person.consent("analysis", false);
        assertThat(post(path, photo("image")).code()).isEqualTo("consent_required");
        assertThat(person.captureRows()).isZero();
    }

    @Test
    void anothersCaptureIsUnknownByEveryName() {
        TaskId task = person.accepted();
        Api other = new CaptureTesting(port, database).api;

        for (String path : List.of("/analyze/" + task, "/api/v1/capture/" + task + "/status")) {
            assertThat(other.get(path).status()).as(path).isEqualTo(404);
        }
    }

    private Api.Answer post(String path, Form form) {
        return person.api.post(path, form.contentType(), form.bytes());
    }

    private static Form photo(String part) {
        return new Form().file(part, Photos.jpeg(System.nanoTime()));
    }

    private TaskId ended(JobState state) {
        TaskId task = person.accepted();
        followJob.heard(News.ended(task, state));
        return task;
    }
}
