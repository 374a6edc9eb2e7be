package io.dermflow.report.label;

import static io.dermflow.report.parts.Topics.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.Consent;
import io.dermflow.events.ConsentChanged;
import io.dermflow.events.Outcome;
import io.dermflow.events.UserId;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.report.adjustment.Corrected;
import io.dermflow.report.parts.Http;
import io.dermflow.report.parts.Outcomes;
import io.dermflow.report.parts.ReportServiceTest;
import io.dermflow.report.parts.Topics;
import io.dermflow.report.result.StoredResults;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ReportServiceTest
class LabelCaptureTest {

    private static final String TRUTH =
            """
            {"measurements": {"waist_cm": 74.5, "inseam_cm": 79}, "notes": "tape, standing"%s}
            """;

    private final UserId labeler = Corrected.somebody();

    @Autowired private Topics topics;
    @Autowired private StoredResults results;
    @Autowired private Http http;

    @Test
    void keepsWhatALabelerMeasuredAndShowsItToTheOwner() {
        Corrected capture = capture(Outcomes.measured(true));

        var answer = label(capture, labeler, "labeler", "");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().path("capture_id").asString())
                .isEqualTo(capture.task().toString());
        var label = capture.history().at("/labels/0");
        assertThat(label.path("label_id").asString())
                .isEqualTo(answer.json().path("label_id").asString());
        assertThat(label.path("labeler_id").asString()).isEqualTo(labeler.toString());
        assertThat(label.path("approved").asBoolean(true)).isFalse();
        assertThat(label.path("measurements").toString())
                .isEqualTo("{\"waist_circumference_cm\":74.5,\"inseam_cm\":79.0}");
        assertThat(capture.result().at("/metrics/waist_circumference_cm").asDouble()).isEqualTo(75);
    }

    @Test
    void needsTheOwnersConsentToTraining() {
        Corrected capture = capture(Outcomes.measured(false));

        assertThat(code(label(capture, labeler, "labeler", ""))).isEqualTo("404 not_found");
        assertThat(code(label(capture, Corrected.somebody(), "admin", "")))
                .isEqualTo("403 consent_required");
        assertThat(code(label(capture, capture.ownerId(), "user", ""))).isEqualTo("403 forbidden");
    }

    @Test
    void aWithdrawalTakesLabelsAway() {
        Corrected capture = capture(Outcomes.measured(true));
        label(capture, labeler, "labeler", "");

        topics.publish(
                new ConsentChanged(
                        capture.ownerId(),
                        new Consent(2, true, false, false, false),
                        Instant.now()));

        awaitThat(() -> capture.history().path("labels").isEmpty());
        assertThat(code(label(capture, labeler, "labeler", ""))).isEqualTo("404 not_found");
    }

    @Test
    void consentGivenLaterOpensTheCapture() {
        Corrected capture = capture(Outcomes.measured(false));

        topics.publish(
                new ConsentChanged(
                        capture.ownerId(),
                        new Consent(2, true, false, true, false),
                        Instant.now()));

        awaitThat(() -> label(capture, labeler, "labeler", "").status() == 201);
    }

    @Test
    void onlyAnAdminApprovesALabel() {
        Corrected capture = capture(Outcomes.measured(true));

        assertThat(code(label(capture, labeler, "labeler", ", \"approved\": true")))
                .isEqualTo("403 forbidden");
        var answer = label(capture, Corrected.somebody(), "admin", ", \"approved\": true");
        assertThat(answer.json().path("approved").asBoolean()).isTrue();
    }

    @Test
    void refusesWhatIsNoMeasureAndWhatDidNotSucceed() {
        Corrected capture = capture(Outcomes.measured(true));
        String door = "/api/v1/admin/label/" + capture.task();
        String token = Tokens.user(labeler, "labeler");

        var wrong =
                http.post(door, token, "{\"measurements\": {\"waist_cm\": 7}, \"notes\": \"n\"}");
        var failed = capture(Outcomes.failed());

        assertThat(wrong.json().path("field").asString()).isEqualTo("measurements.waist_cm");
        assertThat(code(label(failed, Corrected.somebody(), "admin", "")))
                .isEqualTo("422 nothing_to_label");
    }

    private Http.Got label(Corrected capture, UserId by, String role, String more) {
        return http.post(
                "/api/v1/admin/label/" + capture.task(),
                Tokens.user(by, role),
                TRUTH.formatted(more));
    }

    private Corrected capture(Outcome outcome) {
        return Corrected.of(outcome, topics, results, http);
    }

    private static String code(Http.Got answer) {
        return answer.status() + " " + answer.json().path("code").asString();
    }
}
