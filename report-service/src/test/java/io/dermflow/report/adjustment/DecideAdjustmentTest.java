package io.dermflow.report.adjustment;

import static io.dermflow.report.parts.Topics.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.events.Consent;
import io.dermflow.events.ConsentChanged;
import io.dermflow.events.ResultEvent;
import io.dermflow.events.UserId;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.report.consent.OwnerConsents;
import io.dermflow.report.parts.Http;
import io.dermflow.report.parts.Outcomes;
import io.dermflow.report.parts.ReportServiceTest;
import io.dermflow.report.parts.Topics;
import io.dermflow.report.result.StoredResults;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ReportServiceTest
class DecideAdjustmentTest {

    private final UserId admin = Corrected.somebody();
    private final UserId labeler = Corrected.somebody();

    @Autowired private Topics topics;
    @Autowired private StoredResults results;
    @Autowired private Http http;
    @Autowired private JdbcClient database;
    @Autowired private OwnerConsents consents;
    @Autowired private TransactionTemplate transaction;

    @Test
    void anApprovalBringsTheConfidenceBackAndSaysWhoGaveIt() {
        Corrected capture = capture(false);
        String adjustment = Corrected.id(capture.correct("{\"waist_cm\": 76}"));

        var answer = capture.decide(admin, "admin", adjustment, true);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("review_state").asString()).isEqualTo("approved");
        assertThat(answer.json().path("overall_confidence").asDouble()).isEqualTo(0.78);
        var entry = capture.history().at("/adjustments/0");
        assertThat(entry.path("decision").asString()).isEqualTo("approved");
        assertThat(entry.path("approved").asBoolean()).isTrue();
        assertThat(entry.path("approver_id").asString()).isEqualTo(admin.toString());
        assertThat(entry.path("approved_at").asString())
                .isEqualTo(answer.json().path("approved_at").asString());
        assertThat(entry.path("notes").asString()).isEqualTo("Measured with tape at home");
        assertThat(entry.path("user_id").asString()).isEqualTo(capture.ownerId().toString());
        assertThat(
                        capture.result()
                                .at("/metrics_detail/waist_circumference_cm/edited/approved")
                                .asBoolean())
                .isTrue();
        assertThat(audited(admin)).containsExactly("read_result", "approve_adjustment");
    }

    @Test
    void aRefusalBringsBackTheValueBefore() {
        Corrected capture = capture(false);
        capture.correct("{\"waist_cm\": 76}");
        String second = Corrected.id(capture.correct("{\"waist_cm\": 90, \"hip_cm\": 98}"));

        capture.decide(admin, "admin", second, false);

        var result = capture.result();
        assertThat(result.at("/metrics/waist_circumference_cm").asDouble()).isEqualTo(76);
        assertThat(result.at("/metrics/hip_circumference_cm").asDouble()).isEqualTo(99.2);
        assertThat(result.path("review_state").asString()).isEqualTo("edited");
        assertThat(capture.history().at("/adjustments/1/decision").asString()).isEqualTo("refused");
    }

    @Test
    void theLastRefusalLeavesWhatWasMeasured() {
        Corrected capture = capture(false);
        String adjustment = Corrected.id(capture.correct("{\"waist_cm\": 76}"));

        capture.decide(admin, "admin", adjustment, false);

        var result = capture.result();
        assertThat(result.path("metrics")).isEqualTo(result.path("original_metrics"));
        assertThat(result.path("review_state").asString()).isEqualTo("rejected");
        assertThat(result.at("/quality/overall_confidence").asDouble()).isEqualTo(0.78);
    }

    @Test
    void nobodyDecidesOnTheirOwnCorrection() {
        Corrected capture = capture(false);
        var own = capture.correct(Tokens.user(admin, "admin"), "admin", "{\"waist_cm\": 76}", "");

        assertThat(code(capture.decide(admin, "admin", Corrected.id(own), true)))
                .isEqualTo("403 own_adjustment");
        assertThat(code(capture.decide(Corrected.somebody(), "admin", Corrected.id(own), true)))
                .startsWith("200");
    }

    @Test
    void onlyReviewersDecideAndOnlyInTheirOwnName() {
        Corrected capture = capture(false);
        String adjustment = Corrected.id(capture.correct("{\"waist_cm\": 76}"));
        String another =
                """
                {"adjustment_id": "%s", "approver_id": "%s", "approve": true}
                """
                        .formatted(adjustment, Corrected.somebody());
        String door = capture.path("adjustments/approve");

        assertThat(code(capture.decide(capture.ownerId(), "user", adjustment, true)))
                .isEqualTo("403 forbidden");
        assertThat(code(http.post(door, Tokens.user(admin, "admin"), another)))
                .isEqualTo("403 not_your_user_id");
        assertThat(code(capture.decide(admin, "admin", capture.task().toString(), true)))
                .isEqualTo("404 not_found");
        assertThat(code(http.post(door, Tokens.user(admin, "admin"), "{\"approve\": true}")))
                .isEqualTo("400 invalid_request");
    }

    @Test
    void isDecidedOnce() {
        Corrected capture = capture(false);
        String adjustment = Corrected.id(capture.correct("{\"waist_cm\": 76}"));

        var first = capture.decide(admin, "admin", adjustment, true);
        var repeat = capture.decide(admin, "admin", adjustment, true);

        assertThat(repeat.text()).isEqualTo(first.text());
        assertThat(code(capture.decide(admin, "admin", adjustment, false)))
                .isEqualTo("409 already_decided");
        assertThat(code(capture.decide(Corrected.somebody(), "admin", adjustment, true)))
                .isEqualTo("409 already_decided");
        assertThatThrownBy(() ->
                        database.sql(
                                        "update user_adjustments set approved = false where capture_id = ?")
                                .param(capture.task().value())
                                .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aLabelerSeesAndDecidesOnlyWhereTheOwnerAgreedToTraining() {
        Corrected closed = capture(false);
        Corrected open = capture(true);
        String token = Tokens.user(labeler, "labeler");
        String hidden = Corrected.id(closed.correct("{\"waist_cm\": 76}"));
        String shown = Corrected.id(open.correct("{\"waist_cm\": 76}"));

        assertThat(http.get(closed.path("results"), token).status()).isEqualTo(404);
        assertThat(http.get(closed.path("metrics/history"), token).status()).isEqualTo(404);
        assertThat(code(closed.decide(labeler, "labeler", hidden, true)))
                .isEqualTo("404 not_found");
        assertThat(http.get(open.path("results"), token).status()).isEqualTo(200);
        assertThat(open.decide(labeler, "labeler", shown, true).status()).isEqualTo(200);
        assertThat(audited(labeler))
                .containsExactly("read_result", "read_result", "approve_adjustment");
    }

    @Test
    void becomesGroundTruthOnlyWithConsentAndOnlyWhileThatLasts() {
        Corrected closed = capture(false);
        Corrected open = capture(true);
        String without = Corrected.id(closed.correct("{\"waist_cm\": 76}"));
        String with = Corrected.id(open.correct("{\"waist_cm\": 76}"));

        var no = closed.decide(admin, "admin", without, true);
        var yes = open.decide(admin, "admin", with, true);

        assertThat(no.json().path("ground_truth").asBoolean(true)).isFalse();
        assertThat(yes.json().path("ground_truth").asBoolean()).isTrue();
        topics.publish(
                new ConsentChanged(
                        open.ownerId(), new Consent(2, true, false, false, false), Instant.now()));
        awaitThat(() -> !open.history().at("/adjustments/0/ground_truth").asBoolean(true));
        assertThat(open.history().at("/adjustments/0/approved").asBoolean()).isTrue();
    }

    @Test
    void anApprovalThatMeetsAWithdrawalUnderWayWaitsForItAndObeys() throws Exception {
        Corrected capture = capture(true);
        String adjustment = Corrected.id(capture.correct("{\"waist_cm\": 76}"));

        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Http.Got> approval =
                    transaction.execute(_ -> {
                        consents.hold(capture.ownerId());
                        var waiting =
                                thread.submit(
                                        () -> capture.decide(admin, "admin", adjustment, true));
                        awaitThat(this::somebodyWaitsForAConsent);
                        consents.keep(
                                new ConsentChanged(
                                        capture.ownerId(),
                                        new Consent(2, true, false, false, false),
                                        Instant.now()));
                        return waiting;
                    });

            var answer = approval.get();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("ground_truth").asBoolean(true)).isFalse();
        }
    }

    private boolean somebodyWaitsForAConsent() {
        return database.sql(
                        "select exists (select from pg_locks where locktype = 'advisory' and not granted)")
                .query(Boolean.class)
                .single();
    }

    @Test
    void aRefusedCorrectionIsNeverGroundTruth() {
        Corrected capture = capture(true);
        String adjustment = Corrected.id(capture.correct("{\"waist_cm\": 76}"));

        var answer = capture.decide(admin, "admin", adjustment, false);

        assertThat(answer.json().path("ground_truth").asBoolean(true)).isFalse();
    }

    @Test
    void theDecisionIsAnnouncedWithTheReviewState() {
        Corrected capture = capture(false);
        String adjustment = Corrected.id(capture.correct("{\"waist_cm\": 76}"));

        capture.decide(admin, "admin", adjustment, true);

        awaitThat(() -> topics.resultsOf(capture.task()).size() == 3);
        assertThat(topics.resultsOf(capture.task()).getLast())
                .isInstanceOfSatisfying(
                        ResultEvent.Corrected.class,
                        event -> {
                            assertThat(event.reviewState()).isEqualTo("approved");
                            assertThat(event.eventId()).isEqualTo(capture.task() + ":corrected:2");
                        });
    }

    private Corrected capture(boolean training) {
        return Corrected.of(Outcomes.measured(training), topics, results, http);
    }

    private List<String> audited(UserId actor) {
        return database.sql("select action from audit where actor_id = ? order by id")
                .param(actor.value())
                .query(String.class)
                .list();
    }

    private static String code(Http.Got answer) {
        return answer.status() + " " + answer.json().path("code").asString();
    }
}
