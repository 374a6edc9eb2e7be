package io.dermflow.report.erasure;

import static io.dermflow.report.parts.Topics.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.Consent;
import io.dermflow.events.ConsentChanged;
import io.dermflow.events.DataErased;
import io.dermflow.events.Outcome;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.report.adjustment.Corrected;
import io.dermflow.report.parts.Http;
import io.dermflow.report.parts.Outcomes;
import io.dermflow.report.parts.ReportServiceTest;
import io.dermflow.report.parts.Topics;
import io.dermflow.report.result.StoredResult;
import io.dermflow.report.result.StoredResults;
import io.dermflow.report.result.Tombstones;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ReportServiceTest
class EraseDataTest {

    @Autowired private Topics topics;
    @Autowired private StoredResults results;
    @Autowired private ObjectStore store;
    @Autowired private Tombstones tombstones;
    @Autowired private Http http;
    @Autowired private JdbcClient database;

    @Test
    void emptiesAFinishedCaptureAndItsPicturesAndAnnouncesNothingMore() {
        var outcome = finished();
        var subject = outcome.subject();

        topics.publish(new DataErased(subject.userId(), subject.taskId(), Instant.now()));

        awaitThat(() -> row(outcome).filter(StoredResult::isErased).isPresent());
        awaitThat(() -> picture(outcome).isEmpty());
        assertThat(row(outcome))
                .hasValueSatisfying(row -> {
                    assertThat(row.analysis()).isEmpty();
                    assertThat(row.narrative()).isEmpty();
                    assertThat(row.clientReference()).isEmpty();
                });
        assertThat(
                        http.get(
                                        "/api/v1/captures/" + subject.taskId() + "/results",
                                        Tokens.user(subject.userId(), "user"))
                                .status())
                .isEqualTo(404);
        topics.publish(outcome);
        assertThat(topics.settledResultsOf(subject.taskId())).hasSize(1);
    }

    @Test
    void takesCorrectionsLabelsAndConsentAlong() {
        Corrected capture = Corrected.of(Outcomes.measured(true), topics, results, http);
        Corrected another = Corrected.of(Outcomes.measured(true), topics, results, http);
        for (Corrected one : List.of(capture, another)) {
            topics.publish(
                    new ConsentChanged(
                            one.ownerId(),
                            new Consent(2, true, false, true, false),
                            Instant.now()));
            awaitThat(() -> rows("user_consent", "user_id", one.ownerId().value()) == 1);
            one.correct("{\"waist_cm\": 76}");
            http.post(
                    "/api/v1/admin/label/" + one.task(),
                    Tokens.user(Corrected.somebody(), "labeler"),
                    "{\"measurements\": {\"waist_cm\": 76}, \"notes\": \"tape\"}");
            assertThat(rows("labels", "capture_id", one.task().value())).isEqualTo(1);
        }

        topics.publish(new DataErased(capture.ownerId(), null, Instant.now()));

        awaitThat(() -> rows("user_adjustments", "capture_id", capture.task().value()) == 0);
        assertThat(rows("labels", "capture_id", capture.task().value())).isZero();
        assertThat(rows("user_consent", "user_id", capture.ownerId().value())).isZero();
        assertThat(capture.correct("{\"waist_cm\": 77}").status()).isEqualTo(404);
        assertThat(rows("user_adjustments", "capture_id", another.task().value())).isEqualTo(1);
        assertThat(rows("labels", "capture_id", another.task().value())).isEqualTo(1);
    }

    private int rows(String table, String column, UUID id) {
        return database.sql("select count(*) from " + table + " where " + column + " = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    @Test
    void emptiesEverythingOfAUserAndLeavesOthersAlone() {
        var mine = finished();
        var another = finished();

        topics.publish(new DataErased(mine.subject().userId(), null, Instant.now()));

        awaitThat(() -> picture(mine).isEmpty());
        assertThat(row(mine)).hasValueSatisfying(row -> assertThat(row.isErased()).isTrue());
        assertThat(picture(another)).isPresent();
        assertThat(row(another)).hasValueSatisfying(row -> assertThat(row.isErased()).isFalse());
    }

    @Test
    void keepsATombstoneForItsTimeAndNoLonger() {
        var outcome = finished();
        var subject = outcome.subject();
        topics.publish(new DataErased(subject.userId(), subject.taskId(), Instant.now()));
        awaitThat(() -> picture(outcome).isEmpty());

        tombstones.sweep(Instant.now().minus(Duration.ofHours(1)));
        assertThat(row(outcome)).isPresent();

        awaitThat(() -> {
            tombstones.sweep(Instant.now().plusSeconds(1));
            return row(outcome).isEmpty();
        });
    }

    private Outcome finished() {
        var outcome = Outcomes.completed();
        var subject = outcome.subject();
        store.put(
                Bucket.PROCESSED_ARTIFACTS,
                subject.userId(),
                Outcomes.artifactKey(subject.taskId()),
                new byte[] {1},
                "image/png");
        topics.publish(outcome);
        awaitThat(() -> !topics.resultsOf(subject.taskId()).isEmpty());
        return outcome;
    }

    private Optional<StoredResult> row(Outcome outcome) {
        return results.findById(outcome.subject().taskId().value());
    }

    private Optional<?> picture(Outcome outcome) {
        var subject = outcome.subject();
        return store.open(
                Bucket.PROCESSED_ARTIFACTS,
                subject.userId(),
                Outcomes.artifactKey(subject.taskId()));
    }
}
