package io.dermflow.ingest.capture;

import static io.dermflow.ingest.capture.CaptureTesting.CAPTURES;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.EventCodec;
import io.dermflow.events.Outcome;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.IngestTest;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Captures in JSON: what the client measured by itself.
@IngestTest
class SubmitFiguresTest {

    private static final String OUTCOMES = "skin_analysis_outcomes";
    private static final String WAIST = "{\"metrics\": {\"waist_cm\": 75}}";

    @LocalServerPort int port;
    @Autowired JdbcClient database;

    private CaptureTesting person;

    @BeforeEach
    void newPerson() {
        person = new CaptureTesting(port, database);
    }

    @Test
    void answers202AndPutsTheFiguresIntoTheOutboxAsTheEndOfTheTask() {
        var answer =
                person.api.post(
                        CAPTURES,
                        """
                        {"metrics": {"height_cm": 172.4, "waist_circumference_cm": 75,
                            "shoulder_cm": 41.2},
                         "capture_meta": {"source": "mobile", "client_reference": "order 7",
                            "captured_at": "2026-11-21T11:00:00+01:00", "device": "Phone 9",
                            "app_version": "2.3.1", "model_versions": {"pose": "v1.2"},
                            "lighting_ok": true, "card_detected": false,
                            "overall_confidence": 0.78}}
                        """);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        TaskId task = TaskId.of(answer.text("capture_id"));
        assertThat(answer.text("status")).isEqualTo("queued");
        assertThat(answer.header("Location")).isEqualTo(CAPTURES + "/" + task);
        Outcome.Supplied outcome = supplied(task);
        assertThat(outcome.figures().metrics())
                .containsEntry("height_cm", 172.4)
                .containsEntry("waist_circumference_cm", 75.0)
                .containsEntry("shoulder_width_cm", 41.2);
        assertThat(outcome.figures().meta().capturedAt()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(outcome.figures().meta().modelVersions()).containsEntry("pose", "v1.2");
        assertThat(outcome.figures().meta().overallConfidence()).isEqualTo(0.78);
        assertThat(outcome.subject().userId()).isEqualTo(person.user.id());
        assertThat(outcome.subject().clientReference()).isEqualTo("order 7");
        assertThat(outcome.subject().consent().analysis()).isTrue();
        assertThat(person.show(task).text("client_reference")).isEqualTo("order 7");
        assertThat(person.outboxRows("skin_analysis")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/capture", "/api/upload-capture"})
    void takesThemByTheOlderNamesOfTheDoorToo(String door) {
        var answer = person.api.post(door, WAIST);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().propertyNames()).containsExactlyInAnyOrder("capture_id", "status");
        assertThat(supplied(TaskId.of(answer.text("capture_id"))).figures().metrics())
                .containsEntry("waist_circumference_cm", 75.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|metrics",
                "{\"metrics\": {}}|metrics",
                "{\"metrics\": [75]}|metrics",
                "{\"metrics\": {\"wrist_cm\": 15}}|metrics.wrist_cm",
                "{\"metrics\": {\"waist_cm\": \"75\"}}|metrics.waist_cm",
                "{\"metrics\": {\"waist_cm\": null}}|metrics.waist_cm",
                "{\"metrics\": {\"waist_cm\": 750}}|metrics.waist_cm",
                "{\"metrics\": {\"waist_cm\": 0.75}}|metrics.waist_cm",
                "{\"metrics\": {\"waist_cm\": 1e400}}|metrics.waist_cm",
                "{\"metrics\": {\"hip_cm\": 99, \"hip_circumference_cm\": 99}}"
                        + "|metrics.hip_circumference_cm",
                "{\"metrics\": {\"hip_cm\": 99}, \"skin\": {}}|skin",
                "{\"metrics\": {\"hip_cm\": 99}, \"capture_meta\": \"x\"}|capture_meta",
                "{\"metrics\": {\"hip_cm\": 99}, \"capture_meta\": {\"gps\": 1}}|capture_meta.gps",
                "{\"metrics\": {\"hip_cm\": 99}, \"capture_meta\": {\"source\": \"fax\"}}"
                        + "|capture_meta.source",
                "{\"metrics\": {\"hip_cm\": 99}, \"capture_meta\": {\"device\": \"a\\u0000b\"}}"
                        + "|capture_meta.device",
                "{\"metrics\": {\"hip_cm\": 99}, \"capture_meta\": {\"captured_at\": \"today\"}}"
                        + "|capture_meta.captured_at",
                "{\"metrics\": {\"hip_cm\": 99}, \"capture_meta\":"
                        + " {\"captured_at\": \"2999-01-01T00:00:00Z\"}}|capture_meta.captured_at",
                "{\"metrics\": {\"hip_cm\": 99}, \"capture_meta\": {\"overall_confidence\": 1.2}}"
                        + "|capture_meta.overall_confidence",
                "{\"metrics\": {\"hip_cm\": 99}, \"capture_meta\": {\"lighting_ok\": \"yes\"}}"
                        + "|capture_meta.lighting_ok",
                "{\"metrics\": {\"hip_cm\": 99}, \"capture_meta\": {\"model_versions\": {\"a\": 1}}}"
                        + "|capture_meta.model_versions.a"
            })
    void namesTheMemberThatItRefuses(String body, String field) {
        var answer = person.api.post(CAPTURES, body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_field");
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(person.captureRows()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"metrics\": {\"hip_cm\": 99}",
                "{\"metrics\": {\"hip_cm\": 99}} {}",
                "{\"metrics\": {\"hip_cm\": 99, \"hip_cm\": 98}}",
                "{\"metrics\": {\"hip_cm\": NaN}}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}"
            })
    void refusesWhatIsNotOneJsonObjectOfOneMeaning(String body) {
        var answer = person.api.post(CAPTURES, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed_json");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        String large = "{\"metrics\": {\"hip_cm\": 99}" + " ".repeat(16 << 10) + "}";

        var answer = person.api.post(CAPTURES, large);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("payload_too_large");
    }

    @Test
    void refusesWithoutTokenOrConsentAndAnothersUserId() {
        String anothers = "01890000-0000-7000-8000-000000000000";
        assertThat(new Api(port).post(CAPTURES, WAIST).status()).isEqualTo(401);
        assertThat(
                        person.api
                                .post(
                                        CAPTURES,
                                        "{\"metrics\": {\"hip_cm\": 99}, \"user_id\": \"%s\"}"
                                                .formatted(anothers))
                                .code())
                .isEqualTo("not_your_user_id");
        assertThat(person.api.post(CAPTURES + "?store_images=true", WAIST).code())
                .isEqualTo("consent_required");
        person.consent("analysis", false);
        assertThat(person.api.post(CAPTURES, WAIST).code()).isEqualTo("consent_required");
        assertThat(person.captureRows()).isZero();
    }

    @Test
    void replaysTheSameAnswerForTheSameKeyAndRefusesAnotherBody() {
        Api keyed = person.api.with("Idempotency-Key", "f-1");

        var first = keyed.post(CAPTURES, WAIST);
        var repeat = keyed.post(CAPTURES, "{\"metrics\": {\"waist_circumference_cm\": 75.0}}");
        var other = keyed.post(CAPTURES, "{\"metrics\": {\"waist_cm\": 76}}");
        var photo = CaptureTesting.submit(keyed, Form.withImage(Photos.jpeg(1)));

        assertThat(first.status()).isEqualTo(202);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(other.code()).isEqualTo("idempotency_mismatch");
        assertThat(photo.code()).isEqualTo("idempotency_mismatch");
        assertThat(person.captureRows()).isEqualTo(1);
    }

    @Test
    void makesOneCaptureOfManyRequestsAtOnce() {
        Api keyed = person.api.with("Idempotency-Key", "f-2");

        var answers =
                IntStream.range(0, 8)
                        .mapToObj(_ ->
                                CompletableFuture.supplyAsync(() -> keyed.post(CAPTURES, WAIST)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).allMatch(answer -> answer.status() == 202);
        assertThat(answers)
                .extracting(answer -> answer.text("task_id"))
                .containsOnly(answers.getFirst().text("task_id"));
        assertThat(person.captureRows()).isEqualTo(1);
    }

    private Outcome.Supplied supplied(TaskId task) {
        String payload =
                database.sql(
                                """
                                select convert_from(payload, 'UTF8') from outbox
                                where topic = :topic and record_key = :task
                                """)
                        .param("topic", OUTCOMES)
                        .param("task", task.toString())
                        .query(String.class)
                        .single();
        return (Outcome.Supplied)
                EventCodec.decode(
                        payload.getBytes(java.nio.charset.StandardCharsets.UTF_8), Outcome.class);
    }
}
