package io.dermflow.report.outcome;

import static io.dermflow.report.parts.Topics.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.report.parts.Http;
import io.dermflow.report.parts.Outcomes;
import io.dermflow.report.parts.ReportServiceTest;
import io.dermflow.report.parts.Topics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;

@ReportServiceTest
class OutcomeHealthTest {

    @Autowired private OutcomeLoop loop;
    @Autowired private OutcomeLoopHealth health;
    @Autowired private Topics topics;
    @Autowired private Http http;

    @Test
    void isReadyAndCounts() {
        var outcome = Outcomes.failed();
        topics.publish(outcome);
        awaitThat(() -> !topics.resultsOf(outcome.subject().taskId()).isEmpty());

        assertThat(http.get("/actuator/health/readiness", "").status()).isEqualTo(200);
        awaitThat(() ->
                http.get("/actuator/prometheus", "")
                        .text()
                        .contains("dermflow_report_published_total"));
        assertThat(http.get("/actuator/prometheus", "").text())
                .containsPattern("dermflow_report_outcomes_total\\{state=\"failed\"} [1-9]")
                .contains("dermflow_report_transaction_seconds_count");
    }

    /// A counter that appears with its first event has not grown, so no alert would see that event.
    @Test
    void showsWhatAlertsWatchBeforeItHappens() {
        assertThat(http.get("/actuator/prometheus", "").text())
                .contains("dermflow_report_outcomes_total{state=\"aborted\"}")
                .contains("dermflow_report_adopted_total")
                .contains("dermflow_report_put_back_total")
                .contains("dermflow_report_rebuilt_total")
                .contains("dermflow_report_undecodable_total");
    }

    @Test
    void isDownWhenTheLoopIsDead() {
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        loop.stop();
        try {
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(http.get("/actuator/health/liveness", "").status()).isEqualTo(503);
        } finally {
            loop.start();
        }
    }
}
