package io.dermflow.report.document;

import static io.dermflow.report.parts.Topics.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.Outcome;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.events.narrative.ReportLanguage;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.report.parts.Http;
import io.dermflow.report.parts.Ingest;
import io.dermflow.report.parts.Outcomes;
import io.dermflow.report.parts.ReportServiceTest;
import io.dermflow.report.parts.Topics;
import io.dermflow.report.result.StoredResults;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@ReportServiceTest
class ResultHttpTest {

    private static final byte[] PICTURE = {1, 2, 3, 4};
    private static final Path API_DOCUMENT =
            Path.of("../gateway-service/src/main/resources/api-docs/openapi.json");

    @Autowired private Topics topics;
    @Autowired private StoredResults results;
    @Autowired private ObjectStore store;
    @Autowired private Http http;
    @Autowired private JdbcClient database;
    @Autowired private MeterRegistry meters;
    @Autowired private JsonMapper mapper;

    @ParameterizedTest
    @CsvSource({"results, Result", "report, Report"})
    void answersWithTheMembersThatTheApiDocumentNames(String door, String schema)
            throws IOException {
        var outcome = ended(Outcomes.measuredIn("en"));
        var document = mapper.readTree(Files.readAllBytes(API_DOCUMENT));

        var answer = http.get(path(outcome, door), owner(outcome), "Accept", "application/json");

        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        document.at("/components/schemas/" + schema + "/properties")
                                .propertyNames());
    }

    @Test
    void countsWhatIsFetched() {
        var outcome = ended(Outcomes.completed());
        double results = fetched("result");
        double texts = fetched("report_text");

        http.get(path(outcome, "results"), owner(outcome));
        http.get(path(outcome, "report"), owner(outcome), "Accept", "text/plain");
        http.get(path(outcome, "results"), "");

        assertThat(fetched("result") - results).isEqualTo(1);
        assertThat(fetched("report_text") - texts).isEqualTo(1);
    }

    private double fetched(String what) {
        return meters.counter("dermflow.report.downloads", "what", what).count();
    }

    @Test
    void showsTheResultDocumentInTheSeedsShape() {
        var outcome = ended(Outcomes.completed());

        var got = http.get(path(outcome, "results"), owner(outcome));

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("Cache-Control")).contains("private");
        var document = got.json();
        assertThat(document.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        List.of(
                                "capture_id",
                                "user_id",
                                "timestamp",
                                "finished_at",
                                "state",
                                "status",
                                "reason",
                                "completeness",
                                "source",
                                "capture_meta",
                                "metrics",
                                "metrics_detail",
                                "original_metrics",
                                "skin",
                                "findings",
                                "findings_statement",
                                "detection_limit",
                                "shape",
                                "face",
                                "quality",
                                "report",
                                "report_version",
                                "artifacts",
                                "model_versions",
                                "timings",
                                "degradations",
                                "review_state",
                                "latest_adjustment_id",
                                "client_reference",
                                "disclaimer"));
        assertThat(document.at("/capture_id").asString())
                .isEqualTo(outcome.subject().taskId().toString());
        assertThat(document.at("/timestamp").asString()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(document.at("/state").asString()).isEqualTo("succeeded");
        assertThat(document.at("/completeness").asString()).isEqualTo("full");
        assertThat(document.at("/skin/lab/L").asDouble()).isEqualTo(56.2);
        assertThat(document.at("/skin/palette/0/hex").asString()).isEqualTo("#8B4B2F");
        assertThat(document.at("/quality/lighting_ok").asBoolean()).isTrue();
        assertThat(document.at("/quality/overall_confidence").asDouble()).isEqualTo(0.78);
        assertThat(document.at("/findings/0/abcd/border").asInt()).isEqualTo(3);
        assertThat(document.at("/report/claims/0/evidence/0").asString()).isEqualTo("F1");
        assertThat(document.at("/review_state").asString()).isEqualTo("none");
        assertThat(document.at("/artifacts/0/object_key").isMissingNode()).isTrue();
        assertThat(document.at("/skin/features").isArray()).isTrue();
        assertThat(got.header("Content-Language")).contains("en");
    }

    @Test
    void neverCallsAnEmptyListHealthyAndSaysWhatIsDegraded() {
        var outcome = ended(Outcomes.withoutFindings());

        var document = http.get(path(outcome, "results"), owner(outcome)).json();

        assertThat(document.at("/findings").isEmpty()).isTrue();
        assertThat(document.at("/findings_statement").asString())
                .startsWith("none detected above the detection limit of 12 pixels");
        assertThat(document.toString()).doesNotContainIgnoringCase("healthy");
        assertThat(document.at("/completeness").asString()).isEqualTo("degraded");
        assertThat(document.at("/degradations/1/code").asString()).isEqualTo("narrative_template");
    }

    @Test
    void showsWhyACaptureWasRejected() {
        var outcome = ended(Outcomes.rejected());

        var got = http.get(path(outcome, "results"), owner(outcome));

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.json().at("/state").asString()).isEqualTo("rejected");
        assertThat(got.json().at("/reason/code").asString()).isEqualTo("blurred");
        assertThat(got.json().at("/quality/actions/0").asString())
                .isEqualTo("Hold the phone still.");
        assertThat(got.json().at("/findings").isNull()).isTrue();
    }

    @Test
    void answersNotModifiedToWhoHasItAlready() {
        var outcome = ended(Outcomes.failed());
        var first = http.get(path(outcome, "results"), owner(outcome));

        var second =
                http.get(
                        path(outcome, "results"),
                        owner(outcome),
                        "If-None-Match",
                        first.header("ETag"));

        assertThat(first.header("ETag")).isNotEmpty();
        assertThat(second.status()).isEqualTo(304);
    }

    @Test
    void hidesAnothersCaptureBehindNotFoundOnEveryRoute() {
        var outcome = ended(Outcomes.completed());
        String stranger = Tokens.user(new UserId(UUID.randomUUID()), "user");

        for (String what :
                List.of("results", "report", "artifacts/overlay-image.png", "metrics/history")) {
            hidden(http.get(path(outcome, what), stranger));
        }
        hidden(
                http.patch(
                        path(outcome, "metrics"),
                        stranger,
                        "{\"adjusted_metrics\":{\"waist_cm\":76},\"notes\":\"n\",\"source\":\"user\"}"));
        String reviewed =
                "{\"adjustment_id\":\"%s\",\"approver_id\":\"%s\",\"approve\":true}"
                        .formatted(UUID.randomUUID(), UUID.randomUUID());
        hidden(http.post(path(outcome, "adjustments/approve"), stranger, reviewed));
        String labeler = Tokens.user(new UserId(UUID.randomUUID()), "labeler");
        for (String what : List.of("results", "report", "metrics/history")) {
            hidden(http.get(path(outcome, what), labeler));
        }
        hidden(
                http.post(
                        "/api/v1/admin/label/" + outcome.subject().taskId(),
                        labeler,
                        "{\"measurements\":{\"waist_cm\":76},\"notes\":\"n\"}"));
        assertThat(http.get(path(outcome, "results"), "").status()).isEqualTo(401);
        assertThat(http.get(path(outcome, "results"), Tokens.service("vision")).status())
                .isEqualTo(403);
    }

    private static void hidden(Http.Got got) {
        assertThat(got.status()).as(got.text()).isEqualTo(404);
        assertThat(got.json().at("/code").asString()).isEqualTo("not_found");
    }

    @Test
    void letsAnAdminReadAndWritesItDown() {
        var outcome = ended(Outcomes.completed());
        var admin = new UserId(UUID.randomUUID());

        assertThat(http.get(path(outcome, "results"), Tokens.user(admin, "admin")).status())
                .isEqualTo(200);

        assertThat(
                        database.sql("select resource_id from audit where actor_id = ?")
                                .param(admin.value())
                                .query(String.class)
                                .list())
                .containsExactly(outcome.subject().taskId().toString());
    }

    @Test
    void tellsAnOpenCaptureFromAnUnknownOne() {
        var user = new UserId(UUID.randomUUID());
        String token = Tokens.user(user, "user");
        String open = UUID.randomUUID().toString();
        Ingest.knows(open, "processing", token);
        String broken = UUID.randomUUID().toString();
        Ingest.knows(broken, "broken", token);

        var notReady = http.get("/api/v1/captures/" + open + "/results", token);

        assertThat(notReady.status()).isEqualTo(409);
        assertThat(notReady.json().at("/code").asString()).isEqualTo("not_ready");
        assertThat(notReady.json().at("/state").asString()).isEqualTo("processing");
        assertThat(notReady.header("Retry-After")).isEqualTo("2");
        assertThat(status("/api/v1/captures/" + UUID.randomUUID() + "/report", token))
                .isEqualTo(404);
        assertThat(status("/api/v1/captures/no-id/results", token)).isEqualTo(404);
        assertThat(status("/api/v1/captures/" + broken + "/results", token)).isEqualTo(503);
    }

    @Test
    void givesTheReportInTheFormThatIsAccepted() {
        var outcome = ended(Outcomes.completed());
        String path = path(outcome, "report");

        var json = http.get(path, owner(outcome), "Accept", "application/json");
        var text = http.get(path, owner(outcome), "Accept", "text/html;q=0.3, text/plain");

        var evidence = json.json().at("/claims/0/evidence");
        assertThat(evidence.at("/0/type").asString()).isEqualTo("finding");
        assertThat(evidence.at("/0/finding/score").asDouble()).isEqualTo(0.91);
        assertThat(evidence.at("/1/value").asDouble()).isEqualTo(18.3);
        assertThat(json.json().at("/claims/1/evidence/0/check/limit").asDouble()).isEqualTo(60);
        assertThat(text.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(text.text().lines()).allMatch(line -> line.length() <= 80);
        assertThat(text.text())
                .contains("Summary\n-------", "What was seen", "F1: lesion, score 0.91")
                .contains("Skin tone", "Questions for a clinician", "not a diagnosis")
                .contains("Model lesion-net v0.1");
        assertThat(http.get(path, owner(outcome), "Accept", "application/pdf").status())
                .isEqualTo(406);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|en|left cheek, redness: 61; low confidence|waist circumference: 81.2 cm ± 4.6 cm"
                        + "|Form of the body: hourglass|1 detected above",
                "de-AT|de|linke Wange, Rötung: 61; wenig sicher|Taillenumfang: 81,2 cm ± 4,6 cm"
                        + "|Körperform: Sanduhr|1 gefunden oberhalb",
                "it|en|left cheek, redness: 61; low confidence|waist circumference: 81.2 cm"
                        + "|Form of the body: hourglass|1 detected above"
            })
    void writesLabelsAndMeasuresInTheLanguageOfTheReport(
            String tag, String labels, String skin, String body, String shape, String findings) {
        var outcome = ended(Outcomes.measuredIn(tag));
        String path = path(outcome, "report");

        var text = http.get(path, owner(outcome), "Accept", "text/plain");
        var json = http.get(path, owner(outcome), "Accept", "application/json");

        Wording wording = Wording.in(ReportLanguage.of(labels).orElseThrow());
        assertThat(text.header("Content-Language")).isEqualTo(tag);
        assertThat(text.text().lines()).allMatch(line -> line.length() <= 80);
        assertThat(text.text())
                .contains(skin, body, shape)
                .contains(wording.say("title"), wording.say("body") + "\n---", wording.say("face"));
        assertThat(json.json().at("/findings_statement").asString()).startsWith(findings);
    }

    @Test
    void saysNothingOfMarksWhereOnlyTheBodyWasAskedFor() {
        var outcome = ended(Outcomes.ofABodyAlone());

        var text = http.get(path(outcome, "report"), owner(outcome), "Accept", "text/plain");

        assertThat(text.text()).contains("waist circumference").doesNotContain("detector");
    }

    @Test
    void streamsAnArtifactToItsOwnerAndToWhoHasAGoodLink() {
        var outcome = ended(Outcomes.completed());
        var subject = outcome.subject();
        store.put(
                Bucket.PROCESSED_ARTIFACTS,
                subject.userId(),
                Outcomes.artifactKey(subject.taskId()),
                PICTURE,
                "image/png");
        String link =
                http.get(path(outcome, "results"), owner(outcome))
                        .json()
                        .at("/artifacts/0/url")
                        .asString();

        var own = http.get(path(outcome, "artifacts/overlay-image.png"), owner(outcome));
        var signed = http.get(link, "");

        assertThat(own.body()).isEqualTo(PICTURE);
        assertThat(signed.status()).isEqualTo(200);
        assertThat(signed.body()).isEqualTo(PICTURE);
        assertThat(signed.header("Content-Type")).isEqualTo("image/png");
        assertThat(signed.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(http.get(path(outcome, "artifacts/other.png"), owner(outcome)).status())
                .isEqualTo(404);
        String forged = link.replaceFirst("expires=\\d+", "expires=99999999999");
        for (String bad : List.of(forged, link.replace("overlay", "another"), link + "0")) {
            var refused = http.get(bad, "");
            assertThat(refused.status()).as(bad).isEqualTo(403);
            assertThat(refused.json().at("/code").asString()).isEqualTo("link_expired");
        }
    }

    @Test
    void tellsIngestWhichOfItsTasksHaveEnded() {
        var outcome = ended(Outcomes.failed());
        String ids =
                "{\"task_ids\":[\""
                        + outcome.subject().taskId()
                        + "\",\""
                        + UUID.randomUUID()
                        + "\"]}";

        var ends = http.post("/internal/ends", Tokens.service("ingest"), ids);

        assertThat(ends.status()).isEqualTo(200);
        assertThat(ends.json().at("/ends").size()).isEqualTo(1);
        assertThat(ends.json().at("/ends/0/state").asString()).isEqualTo("failed");
        assertThat(ends.json().at("/ends/0/reason/code").asString()).isEqualTo("tries_used_up");
        assertThat(http.post("/internal/ends", owner(outcome), ids).status()).isEqualTo(403);
    }

    private <T extends Outcome> T ended(T outcome) {
        topics.publish(outcome);
        TaskId task = outcome.subject().taskId();
        awaitThat(() -> results.findById(task.value()).isPresent());
        return outcome;
    }

    private int status(String path, String token) {
        return http.get(path, token).status();
    }

    private static String path(Outcome outcome, String what) {
        return "/api/v1/captures/" + outcome.subject().taskId() + "/" + what;
    }

    private static String owner(Outcome outcome) {
        return Tokens.user(outcome.subject().userId(), "user");
    }
}
