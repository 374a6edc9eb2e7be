package io.dermflow.report.adjustment;

import static io.dermflow.report.parts.Topics.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.events.ResultEvent;
import io.dermflow.events.Topic;
import io.dermflow.events.UserId;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.report.parts.Http;
import io.dermflow.report.parts.Outcomes;
import io.dermflow.report.parts.ReportServiceTest;
import io.dermflow.report.parts.Topics;
import io.dermflow.report.result.StoredResults;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ReportServiceTest
class AdjustMetricsTest {

    private static final String WAIST = "waist_circumference_cm";

    @Autowired private Topics topics;
    @Autowired private StoredResults results;
    @Autowired private Http http;
    @Autowired private JdbcClient database;

    @Test
    void answersWithTheMergedMetricsAndALowerConfidence() {
        Corrected capture = capture();

        var answer = capture.correct("{\"waist_cm\": 76, \"hip_circumference_cm\": 99.2}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var json = answer.json();
        assertThat(json.path("metrics").path(WAIST).asDouble()).isEqualTo(76);
        assertThat(json.path("metrics").path("hip_circumference_cm").asDouble()).isEqualTo(99.2);
        assertThat(json.path("metrics").size()).isEqualTo(4);
        assertThat(json.path("original_metrics").path(WAIST).asDouble()).isEqualTo(75);
        // One of four measures is contradicted; the same value again contradicts nothing.
        assertThat(json.path("edited_metrics").toString()).isEqualTo("[\"" + WAIST + "\"]");
        assertThat(json.path("automated_confidence").asDouble()).isEqualTo(0.78);
        assertThat(json.path("overall_confidence").asDouble()).isEqualTo(0.585);
        assertThat(json.path("review_state").asString()).isEqualTo("edited");
        assertThat(json.path("latest_adjustment_id").asString()).isEqualTo(Corrected.id(answer));
    }

    @Test
    void showsTheCorrectionInTheResultAndKeepsWhatWasMeasuredBesideIt() {
        Corrected capture = capture();

        String adjustment = Corrected.id(capture.correct("{\"waist_cm\": 76}"));

        var result = capture.result();
        assertThat(result.path("metrics").path(WAIST).asDouble()).isEqualTo(76);
        assertThat(result.path("original_metrics").path(WAIST).asDouble()).isEqualTo(75);
        assertThat(result.path("review_state").asString()).isEqualTo("edited");
        assertThat(result.path("latest_adjustment_id").asString()).isEqualTo(adjustment);
        assertThat(result.at("/quality/overall_confidence").asDouble()).isEqualTo(0.585);
        var detail = result.path("metrics_detail").path(WAIST);
        assertThat(detail.path("source").asString()).isEqualTo("user");
        assertThat(detail.path("uncertainty").isNull()).isTrue();
        assertThat(detail.at("/edited/adjustment_id").asString()).isEqualTo(adjustment);
        assertThat(detail.at("/edited/approved").asBoolean(true)).isFalse();
        assertThat(detail.at("/edited/original_value").asDouble()).isEqualTo(75);
        assertThat(detail.at("/edited/original_detail/source").asString()).isEqualTo("card");
        assertThat(result.at("/metrics_detail/height_cm").has("edited")).isFalse();
        assertThat(
                        http.get("/api/v1/capture/" + capture.task() + "/results", capture.owner())
                                .json()
                                .path("status")
                                .asString())
                .isEqualTo("edited");
        assertThat(http.get(capture.path("report"), capture.owner(), "Accept", "text/plain").text())
                .contains("waist circumference: 76.0 cm, corrected by hand (measured: 75.0 cm)")
                .contains("(measured: 75.0 cm); not yet", "Overall confidence 0.59");
    }

    @Test
    void correctsWhatAClientMeasuredByItself() {
        var capture = Corrected.of(Outcomes.supplied(), topics, results, http);

        var answer = capture.correct("{\"waist_cm\": 80}");

        assertThat(answer.json().path("overall_confidence").asDouble()).isEqualTo(0.39);
        assertThat(capture.result().at("/capture_meta/overall_confidence").asDouble())
                .isEqualTo(0.78);
        assertThat(capture.result().at("/metrics/waist_circumference_cm").asDouble()).isEqualTo(80);
        assertThat(http.get(capture.path("report"), capture.owner(), "Accept", "text/plain").text())
                .contains("waist circumference: 80.0 cm, corrected by hand");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"adjusted_metrics\":{\"waist_cm\":7.6},\"notes\":\"n\",\"source\":\"user\"}"
                        + "|adjusted_metrics.waist_cm",
                "{\"adjusted_metrics\":{\"waist_cm\":1e999},\"notes\":\"n\",\"source\":\"user\"}"
                        + "|adjusted_metrics.waist_cm",
                "{\"adjusted_metrics\":{\"waist_cm\":\"76\"},\"notes\":\"n\",\"source\":\"user\"}"
                        + "|adjusted_metrics.waist_cm",
                "{\"adjusted_metrics\":{\"ita\":20},\"notes\":\"n\",\"source\":\"user\"}"
                        + "|adjusted_metrics.ita",
                "{\"adjusted_metrics\":{\"inseam_cm\":80},\"notes\":\"n\",\"source\":\"user\"}"
                        + "|adjusted_metrics.inseam_cm",
                "{\"adjusted_metrics\":{\"waist_cm\":76,\"waist_circumference_cm\":77},"
                        + "\"notes\":\"n\",\"source\":\"user\"}"
                        + "|adjusted_metrics.waist_circumference_cm",
                "{\"adjusted_metrics\":{},\"notes\":\"n\",\"source\":\"user\"}|adjusted_metrics",
                "{\"adjusted_metrics\":{\"waist_cm\":76},\"notes\":\" \",\"source\":\"user\"}|notes",
                "{\"adjusted_metrics\":{\"waist_cm\":76},\"source\":\"user\"}|notes",
                "{\"adjusted_metrics\":{\"waist_cm\":76},\"notes\":\"a\\u0000b\","
                        + "\"source\":\"user\"}|notes",
                "{\"adjusted_metrics\":{\"waist_cm\":76},\"notes\":\"n\",\"source\":\"robot\"}|source",
                "{\"adjusted_metrics\":{\"waist_cm\":76},\"notes\":\"n\",\"source\":\"user\","
                        + "\"latest_adjustment_id\":\"x\"}|latest_adjustment_id",
                "{\"adjusted_metrics\":{\"waist_cm\":76},\"notes\":\"n\",\"source\":\"user\","
                        + "\"approved\":true}|approved"
            })
    void namesTheFieldThatIsWrong(String body, String field) {
        Corrected capture = capture();

        var answer = http.patch(capture.path("metrics"), capture.owner(), body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo("invalid_field");
        assertThat(answer.json().path("field").asString()).isEqualTo(field);
        assertThat(capture.history().path("adjustments").isEmpty()).isTrue();
    }

    @Test
    void refusesNotesThatAreTooLongAndABodyThatIsNoObject() {
        Corrected capture = capture();
        String long501 = "n".repeat(501);

        var tooLong =
                http.patch(
                        capture.path("metrics"),
                        capture.owner(),
                        Corrected.body("user", "{\"waist_cm\": 76}", "")
                                .replace("Measured with tape at home", long501));

        assertThat(tooLong.json().path("field").asString()).isEqualTo("notes");
        for (String body : List.of("[]", "null", "7", "")) {
            assertThat(http.patch(capture.path("metrics"), capture.owner(), body).status())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void refusesWhereThereIsNothingToCorrectOrNothingChanges() {
        var skin = Corrected.of(Outcomes.completed(), topics, results, http);
        var failed = Corrected.of(Outcomes.failed(), topics, results, http);

        assertThat(code(skin.correct("{\"waist_cm\": 76}"))).isEqualTo("422 nothing_to_adjust");
        assertThat(code(failed.correct("{\"waist_cm\": 76}"))).isEqualTo("422 nothing_to_adjust");
        assertThat(code(capture().correct("{\"waist_cm\": 75.0}")))
                .isEqualTo("422 nothing_changed");
    }

    @Test
    void takesASourceOnlyFromWhoeverItIs() {
        Corrected capture = capture();
        String admin = Tokens.user(Corrected.somebody(), "admin");
        String waist = "{\"waist_cm\": 76}";

        assertThat(code(capture.correct(capture.owner(), "admin", waist, "")))
                .isEqualTo("403 source_not_allowed");
        assertThat(code(capture.correct(capture.owner(), "tailor", waist, "")))
                .isEqualTo("403 source_not_allowed");
        assertThat(code(capture.correct(admin, "user", waist, "")))
                .isEqualTo("403 source_not_allowed");
        assertThat(capture.correct(admin, "admin", waist, "").status()).isEqualTo(200);
    }

    @Test
    void overwritesNobodyElsesCorrectionUnseen() {
        Corrected capture = capture();
        String admin = Tokens.user(Corrected.somebody(), "admin");
        capture.correct("{\"waist_cm\": 76}");
        String seen = Corrected.id(capture.correct("{\"waist_cm\": 77}"));

        var unseen = capture.correct(admin, "admin", "{\"waist_cm\": 80}", "");
        var stale =
                capture.correct(
                        admin, "admin", "{\"waist_cm\": 80}", ",\"latest_adjustment_id\":null");
        var seeing =
                capture.correct(
                        admin,
                        "admin",
                        "{\"waist_cm\": 80}",
                        ",\"latest_adjustment_id\":\"" + seen + "\"");

        assertThat(code(unseen)).isEqualTo("409 edited_meanwhile");
        assertThat(unseen.json().path("latest_adjustment_id").asString()).isEqualTo(seen);
        assertThat(code(stale)).isEqualTo("409 edited_meanwhile");
        assertThat(seeing.status()).isEqualTo(200);
        assertThat(code(capture.correct("{\"waist_cm\": 81}"))).isEqualTo("409 edited_meanwhile");
    }

    @Test
    void keepsAtMostAHundredCorrectionsOfOneCapture() {
        Corrected capture = capture();
        database.sql(
                        """
                        insert into user_adjustments (id, capture_id, user_id,
                            original_metrics_json, adjusted_metrics_json, notes, source, created_at)
                        select gen_random_uuid(), ?, ?, '{}', '{"waist_circumference_cm": 76}',
                            'tape', 'user', now() from generate_series(1, 99)
                        """)
                .params(capture.task().value(), capture.ownerId().value())
                .update();

        assertThat(capture.correct("{\"waist_cm\": 77}").status()).isEqualTo(200);
        assertThat(code(capture.correct("{\"waist_cm\": 78}")))
                .isEqualTo("409 too_many_adjustments");
    }

    @Test
    void ofManyAtOnceThatSawTheSameExactlyOneIsKept() throws Exception {
        Corrected capture = capture();
        String basis = ",\"latest_adjustment_id\":null";

        List<Callable<Http.Got>> calls = new ArrayList<>();
        for (int waist = 80; waist < 88; waist++) {
            String metrics = "{\"waist_cm\": " + waist + "}";
            calls.add(() -> capture.correct(capture.owner(), "user", metrics, basis));
        }

        var answers = atOnce(calls);

        assertThat(answers.stream().filter(one -> one.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(one -> code(one).equals("409 edited_meanwhile")))
                .hasSize(7);
        assertThat(capture.history().path("adjustments").size()).isEqualTo(1);
    }

    @Test
    void ofManyAtOnceByTheSamePersonNoneIsLost() throws Exception {
        Corrected capture = capture();
        List<Callable<Http.Got>> both =
                List.of(
                        () -> capture.correct("{\"waist_cm\": 76}"),
                        () -> capture.correct("{\"hip_cm\": 98}"));

        var answers = atOnce(both);

        assertThat(answers).allMatch(one -> one.status() == 200);
        var result = capture.result();
        assertThat(result.at("/metrics/waist_circumference_cm").asDouble()).isEqualTo(76);
        assertThat(result.at("/metrics/hip_circumference_cm").asDouble()).isEqualTo(98);
        assertThat(capture.history().path("adjustments").size()).isEqualTo(2);
    }

    private static List<Http.Got> atOnce(List<Callable<Http.Got>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Http.Got> answers = new ArrayList<>();
            for (Future<Http.Got> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    @Test
    void aRepeatWithTheSameKeyChangesNothing() {
        Corrected capture = capture();
        String waist = Corrected.body("user", "{\"waist_cm\": 76}", "");
        String hip = Corrected.body("user", "{\"hip_cm\": 98}", "");

        var first = withKey(capture, waist, "one");
        withKey(capture, hip, "two");
        var repeat = withKey(capture, waist, "one");

        assertThat(Corrected.id(repeat)).isEqualTo(Corrected.id(first));
        assertThat(repeat.json().at("/metrics/hip_circumference_cm").asDouble()).isEqualTo(98);
        assertThat(capture.history().path("adjustments").size()).isEqualTo(2);
        assertThat(code(withKey(capture, hip, "one"))).isEqualTo("422 idempotency_mismatch");
        assertThat(code(withKey(capture, hip, "a b"))).isEqualTo("400 invalid_idempotency_key");
    }

    private Http.Got withKey(Corrected capture, String body, String key) {
        return http.patch(capture.path("metrics"), capture.owner(), body, "Idempotency-Key", key);
    }

    @Test
    void theDatabaseItselfKeepsWhatWasMeasuredAndWhatWasSaid() {
        Corrected capture = capture();
        capture.correct("{\"waist_cm\": 76}");

        for (String sql :
                List.of(
                        "update result set analysis = '{}' where task_id = ?",
                        "update result set analysis = null where task_id = ?",
                        "update user_adjustments set adjusted_metrics_json = '{}'"
                                + " where capture_id = ?",
                        "update user_adjustments set original_metrics_json = '{}'"
                                + " where capture_id = ?",
                        "update user_adjustments set notes = 'other' where capture_id = ?",
                        "update user_adjustments set approved = true where capture_id = ?",
                        "delete from user_adjustments where capture_id = ?")) {
            assertThatThrownBy(() -> database.sql(sql).param(capture.task().value()).update())
                    .as(sql)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void eachCorrectionIsAnnouncedOnceWithoutANumber() {
        Corrected capture = capture();
        capture.correct("{\"waist_cm\": 76.25}");
        capture.correct("{\"hip_cm\": 98.25}");

        awaitThat(() -> topics.resultsOf(capture.task()).size() == 3);

        var events = topics.resultsOf(capture.task());
        assertThat(events.subList(1, 3))
                .allSatisfy(event -> {
                    assertThat(event).isInstanceOf(ResultEvent.Corrected.class);
                    assertThat(((ResultEvent.Corrected) event).reviewState()).isEqualTo("edited");
                });
        assertThat(events.stream().map(ResultEvent::eventId)).doesNotHaveDuplicates();
        assertThat(
                        topics.committed(Topic.RESULTS).stream()
                                .filter(record -> capture.task().toString().equals(record.key()))
                                .map(record -> new String(record.value(), StandardCharsets.UTF_8)))
                .noneMatch(text -> text.contains("76.25") || text.contains("98.25"));
    }

    @Test
    void writesDownWhoCorrectedWhoseMeasures() {
        Corrected capture = capture();
        var admin = Corrected.somebody();

        capture.correct(Tokens.user(admin, "admin"), "admin", "{\"waist_cm\": 76}", "");

        assertThat(audited(admin)).containsExactly("read_result", "adjust_metrics");
    }

    private List<String> audited(UserId actor) {
        return database.sql("select action from audit where actor_id = ? order by id")
                .param(actor.value())
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics", "metrics/history"})
    void theOtherNamesLeadToTheSame(String door) {
        Corrected capture = capture();
        String path = "/api/v1/capture/" + capture.task() + "/" + door;

        var answer =
                door.equals("metrics")
                        ? http.patch(
                                path,
                                capture.owner(),
                                Corrected.body("user", "{\"waist_cm\": 76}", ""))
                        : http.get(path, capture.owner());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("capture_id").asString())
                .isEqualTo(capture.task().toString());
    }

    private Corrected capture() {
        return Corrected.of(Outcomes.measured(false), topics, results, http);
    }

    private static String code(Http.Got answer) {
        return answer.status() + " " + answer.json().path("code").asString();
    }
}
