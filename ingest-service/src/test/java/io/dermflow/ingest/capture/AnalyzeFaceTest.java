package io.dermflow.ingest.capture;

import static io.dermflow.ingest.capture.CaptureTesting.CAPTURES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.EventCodec;
import io.dermflow.events.JobState;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.IngestTest;
import io.dermflow.ingest.ReportService;
import io.dermflow.ingest.progress.FollowJob;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// `POST /api/v1/ml/analyze-face`, held to the shape of the document that it comes from.
@IngestTest
class AnalyzeFaceTest {

    private static final String DOOR = "/api/v1/ml/analyze-face";

    /// As the document has it; the figures don't matter, the keys do.
    private static final String DOCUMENTED =
            """
            {
              "face_shape": "Heart",
              "face_shape_score": 0.894,
              "palette": "Dark Winter",
              "palette_scores": {
                "BRIGHT SPRING": 0.0005,
                "BRIGHT WINTER": 0.001,
                "COOL SUMMER": 0.0001,
                "COOL WINTER": 0.007,
                "DARK AUTUMN": 0.478,
                "DARK WINTER": 0.500,
                "LIGHT SPRING": 0.00001,
                "LIGHT SUMMER": 0.00002,
                "MUTED AUTUMN": 0.010,
                "MUTED SUMMER": 0.0002,
                "WARM AUTUMN": 0.0015,
                "WARM SPRING": 0.0007
              },
              "features": [],
              "processing_time_ms": 839.21
            }
            """;

    private static final String RESULT =
            """
            {"state":"succeeded","reason":null,"degradations":[],
             "timings":[{"step":"decode","ms":20.11},{"step":"face","ms":30.1}],
             "face":{"image":"image","shape":"Round","shape_score":0.6,
              "shape_scores":{"Round":0.6,"Oval":0.4},"season":"Cool Winter","season_scores":{
              "BRIGHT SPRING":0.01,"BRIGHT WINTER":0.01,"COOL SUMMER":0.01,"COOL WINTER":0.8,
              "DARK AUTUMN":0.1,"DARK WINTER":0.01,"LIGHT SPRING":0.01,"LIGHT SUMMER":0.01,
              "MUTED AUTUMN":0.01,"MUTED SUMMER":0.01,"WARM AUTUMN":0.01,"WARM SPRING":0.01},
              "features":["dark_circles"],"confidence":"low"}}
            """;

    private static final String REJECTED =
            """
            {"state":"rejected","reason":{"code":"no_face","detail":"Take another picture."},
             "degradations":[],"timings":[],"face":null}
            """;

    private static final String WITHOUT_A_FACE =
            """
            {"state":"succeeded","reason":null,"timings":[],"face":null,
             "degradations":[{"code":"no_scale","detail":"No scale."},
              {"code":"large_face_angle","detail":"Look straight into the camera."}]}
            """;

    private static final String FAILED =
            """
            {"state":"failed","reason":{"code":"out_of_tries","detail":"Three tries."},
             "degradations":[],"timings":[],"face":null}
            """;

    @LocalServerPort int port;
    @Autowired JdbcClient database;
    @Autowired FollowJob followJob;

    private CaptureTesting person;

    @BeforeEach
    void newPerson() {
        person = new CaptureTesting(port, database);
    }

    @Test
    void answersInTheDocumentedShape() {
        Api.Answer answer = answered(JobState.SUCCEEDED, RESULT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(keys("", answer.body()))
                .isEqualTo(keys("", EventCodec.mapper().readTree(DOCUMENTED)));
        assertThat(answer.text("face_shape")).isEqualTo("Round");
        assertThat(answer.body().path("face_shape_score").asDouble()).isEqualTo(0.6);
        assertThat(answer.text("palette")).isEqualTo("Cool Winter");
        assertThat(
                        answer.body()
                                .path("palette_scores")
                                .valueStream()
                                .mapToDouble(JsonNode::asDouble)
                                .sum())
                .isCloseTo(1, within(0.001));
        assertThat(answer.body().path("features").path(0).asString()).isEqualTo("dark_circles");
        assertThat(answer.body().path("processing_time_ms").asDouble()).isEqualTo(50.21);
    }

    @Test
    void asksForTheFaceAloneUnlessTheFormSaysMore() {
        answered(JobState.SUCCEEDED, RESULT);

        assertThat(analysesOf(person.onlyTask())).isEqualTo("[\"face\"]");
    }

    @Test
    void saysWhyNothingCanBeSaidOfTheFace() {
        Api.Answer rejected = answered(JobState.REJECTED, REJECTED);

        assertThat(rejected.status()).isEqualTo(422);
        assertThat(rejected.code()).isEqualTo("no_face");
        assertThat(rejected.text("capture_id")).isEqualTo(person.onlyTask().toString());
    }

    @Test
    void takesTheReasonFromTheDegradationsOfAResultWithoutAFace() {
        Api.Answer turned = answered(JobState.SUCCEEDED, WITHOUT_A_FACE);

        assertThat(turned.status()).isEqualTo(422);
        assertThat(turned.code()).isEqualTo("large_face_angle");
    }

    @Test
    void anAnalysisThatFailedIsNotThePicturesFault() {
        assertThat(answered(JobState.FAILED, FAILED).status()).isEqualTo(500);
    }

    @Test
    void answersTheCanonicalAcceptanceWhenTheResultCannotBeHadInTime() {
        Api.Answer answer = answered(JobState.SUCCEEDED, "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo(CAPTURES + "/" + person.onlyTask());
        assertThat(answer.text("state")).isEqualTo("queued");
    }

    @Test
    void needsConsent() {
        person.consent("analysis", false);

        assertThat(post().code()).isEqualTo("consent_required");
        assertThat(person.captureRows()).isZero();
    }

    private Api.Answer answered(JobState end, String document) {
        var answer = CompletableFuture.supplyAsync(this::post);
        Awaitility.await().until(() -> person.captureRows() == 1);
        ReportService.running().serves(person.onlyTask(), document);
        followJob.heard(News.ended(person.onlyTask(), end));
        return answer.join();
    }

    private Api.Answer post() {
        Form form = new Form().file("file", Photos.jpeg(System.nanoTime()));
        return person.api.post(DOOR, form.contentType(), form.bytes());
    }

    private String analysesOf(TaskId task) {
        return database.sql("select request ->> 'analyses' from jobs where task_id = :task")
                .param("task", task.value())
                .query(String.class)
                .single();
    }

    private static TreeSet<String> keys(String path, JsonNode node) {
        TreeSet<String> keys = new TreeSet<>();
        node.properties()
                .forEach(member -> {
                    keys.add(path + "/" + member.getKey());
                    keys.addAll(keys(path + "/" + member.getKey(), member.getValue()));
                });
        return keys;
    }
}
