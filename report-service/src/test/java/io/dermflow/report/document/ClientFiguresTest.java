package io.dermflow.report.document;

import static io.dermflow.report.parts.Topics.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.DataErased;
import io.dermflow.events.Outcome;
import io.dermflow.events.ResultEvent;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.report.parts.Http;
import io.dermflow.report.parts.Outcomes;
import io.dermflow.report.parts.ReportServiceTest;
import io.dermflow.report.parts.Topics;
import io.dermflow.report.result.StoredResult;
import io.dermflow.report.result.StoredResults;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Captures whose figures the client measured by itself.
@ReportServiceTest
class ClientFiguresTest {

    @Autowired private Topics topics;
    @Autowired private StoredResults results;
    @Autowired private Http http;

    @Test
    void showsThemAsTheClientsOwnAndSaysNothingElse() {
        var outcome = ended(Outcomes.supplied());

        var document = get(outcome, "results", "application/json").json();

        assertThat(document.path("source").asString()).isEqualTo("client");
        assertThat(document.path("state").asString()).isEqualTo("succeeded");
        assertThat(document.at("/metrics/waist_circumference_cm").asDouble()).isEqualTo(75);
        var detail = document.at("/metrics_detail/waist_circumference_cm");
        assertThat(detail.path("source").asString()).isEqualTo("client");
        assertThat(detail.path("uncertainty").isNull()).isTrue();
        assertThat(detail.path("confidence").isNull()).isTrue();
        assertThat(document.at("/capture_meta/model_versions/pose").asString()).isEqualTo("v1.2");
        assertThat(document.at("/capture_meta/overall_confidence").asDouble()).isEqualTo(0.78);
        for (String ours :
                new String[] {"skin", "findings", "quality", "report", "shape", "face"}) {
            assertThat(document.path(ours).isNull()).as(ours).isTrue();
        }
        assertThat(document.path("model_versions").isEmpty()).isTrue();
    }

    @Test
    void saysInTheReportWhoseFiguresTheyAre() {
        var outcome = ended(Outcomes.supplied());

        assertThat(get(outcome, "report", "text/plain").text())
                .contains("measured by your own app", "Dermflow neither measured")
                .contains("waist circumference: 75.0 cm");
        var json = get(outcome, "report", "application/json").json();
        assertThat(json.path("source").asString()).isEqualTo("client");
        assertThat(json.path("claims").isEmpty()).isTrue();
    }

    @Test
    void marksWhatWasMeasuredHereAsOurs() {
        var outcome = ended(Outcomes.completed());

        var document = get(outcome, "results", "application/json").json();

        assertThat(document.path("source").asString()).isEqualTo("server");
        assertThat(document.path("capture_meta").isNull()).isTrue();
    }

    @Test
    void announcesThemOnceHoweverOftenTheyCome() {
        var outcome = Outcomes.supplied();

        for (int copy = 0; copy < 3; copy++) {
            topics.publish(outcome);
        }

        assertThat(topics.settledResultsOf(outcome.subject().taskId()))
                .singleElement()
                .isInstanceOf(ResultEvent.Completed.class);
    }

    @Test
    void keepsNoneOfThemWhenConsentWasWithdrawnMeanwhile() {
        var outcome = Outcomes.supplied();
        var subject = outcome.subject();
        topics.withdraw(subject);

        ended(outcome);

        assertThat(row(outcome).clientFigures()).isEmpty();
        assertThat(row(outcome).reason().orElseThrow().code()).isEqualTo("consent_withdrawn");
    }

    @Test
    void forgetsThemWithTheirCapture() {
        var outcome = ended(Outcomes.supplied());
        var subject = outcome.subject();

        topics.publish(new DataErased(subject.userId(), subject.taskId(), Instant.now()));

        awaitThat(() -> row(outcome).isErased());
        assertThat(row(outcome).clientFigures()).isEmpty();
    }

    private Http.Got get(Outcome outcome, String door, String form) {
        var got =
                http.get(
                        "/api/v1/captures/" + outcome.subject().taskId() + "/" + door,
                        Tokens.user(outcome.subject().userId(), "user"),
                        "Accept",
                        form);
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        return got;
    }

    private StoredResult row(Outcome outcome) {
        return results.findById(outcome.subject().taskId().value()).orElseThrow();
    }

    private <T extends Outcome> T ended(T outcome) {
        topics.publish(outcome);
        awaitThat(() -> results.findById(outcome.subject().taskId().value()).isPresent());
        return outcome;
    }
}
