package io.dermflow.report.outcome;

import static io.dermflow.report.parts.Topics.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.DeadLetter;
import io.dermflow.events.EventCodec;
import io.dermflow.events.JobState;
import io.dermflow.events.Outcome;
import io.dermflow.events.ResultEvent;
import io.dermflow.events.StageProgress;
import io.dermflow.events.Topic;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.report.parts.Outcomes;
import io.dermflow.report.parts.ReportServiceTest;
import io.dermflow.report.parts.Topics;
import io.dermflow.report.result.StoredResults;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@ReportServiceTest
class OutcomeLoopTest {

    @Autowired private Topics topics;
    @Autowired private StoredResults results;
    @Autowired private CrashOnDemand crash;
    @Autowired private KafkaClients clients;

    @Test
    void announcesOneEventForManyCopiesAndTheFirstOutcomeWins() {
        var completed = Outcomes.completed();
        var task = completed.subject().taskId();

        for (int copy = 0; copy < 5; copy++) {
            topics.publish(completed);
            topics.publish(Outcomes.failed(completed.subject()));
        }

        List<ResultEvent> events = topics.settledResultsOf(task);
        assertThat(events).hasSize(1).first().isInstanceOf(ResultEvent.Completed.class);
        assertThat(events.getFirst().eventId()).isEqualTo(task + ":result:1");
        assertThat(results.findById(task.value()))
                .hasValueSatisfying(row -> {
                    assertThat(row.state()).isEqualTo(JobState.SUCCEEDED);
                    assertThat(row.analysis()).contains(completed.analysis());
                    assertThat(row.narrative()).contains(completed.report());
                });
    }

    @ParameterizedTest
    @EnumSource
    void announcesOnceWhenItDiesAt(Milestone milestone) {
        var outcome = Outcomes.completed();
        crash.crashAt(milestone);

        topics.publish(outcome);

        awaitThat(crash::crashed);
        assertThat(topics.settledResultsOf(outcome.subject().taskId())).hasSize(1);
    }

    @Test
    void givesIngestANoticeThatNeedsNoTransaction() {
        var outcome = Outcomes.failed();
        var task = outcome.subject().taskId();

        topics.publish(outcome);

        awaitThat(() -> !notices(task.toString()).isEmpty());
        var end = notices(task.toString()).getFirst().end();
        assertThat(end).isNotNull();
        assertThat(end.state()).isEqualTo(JobState.FAILED);
        assertThat(end.reason()).isEqualTo(outcome.reason());
    }

    @Test
    void announcesItsEndsAgainOnceWhenTheLogIsLost() throws Exception {
        var putBack = Outcomes.completed();
        var sentAgain = Outcomes.completed();
        var supplied = Outcomes.supplied();
        topics.publish(supplied);
        topics.publish(putBack);
        topics.publish(sentAgain);
        assertThat(topics.settledResultsOf(putBack.subject().taskId())).hasSize(1);
        assertThat(topics.settledResultsOf(sentAgain.subject().taskId())).hasSize(1);
        assertThat(topics.settledResultsOf(supplied.subject().taskId())).hasSize(1);

        loseTheLog();
        topics.publish(sentAgain);

        for (Outcome outcome : List.of(putBack, sentAgain, supplied)) {
            var task = outcome.subject().taskId();
            var events = topics.settledResultsOf(task);
            assertThat(events).hasSize(1).first().isInstanceOf(ResultEvent.Completed.class);
            assertThat(events.getFirst().eventId()).isEqualTo(task + ":result:1");
        }
    }

    private void loseTheLog() throws Exception {
        String lost = topics.idOf(Topic.OUTCOMES);
        try (var admin = clients.admin()) {
            admin.deleteTopics(List.of(Topic.OUTCOMES.topicName(), Topic.RESULTS.topicName()))
                    .all()
                    .get(10, TimeUnit.SECONDS);
        }
        topics.awaitNewLog(Topic.OUTCOMES, lost);
    }

    @Test
    void passesARecordThatIsNoOutcomeToTheDeadLetters() throws Exception {
        topics.publish(Topic.OUTCOMES, "nobody", "{\"outcome\":".getBytes(StandardCharsets.UTF_8));

        awaitThat(() ->
                topics.committed(Topic.DEAD_LETTERS).stream()
                        .map(record -> EventCodec.decode(record.value(), DeadLetter.class))
                        .anyMatch(letter -> "nobody".equals(letter.recordKey())));
    }

    @Test
    void endsATaskAsFailedWhoseResultTheDatabaseRefuses() {
        var poisoned = Outcomes.saying(Outcomes.subject(), "a NUL: \u0000");
        var healthy = Outcomes.completed();

        topics.publish(poisoned);
        topics.publish(healthy);

        var events = topics.settledResultsOf(poisoned.subject().taskId());
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().summary().reasonCode()).isEqualTo("result_unstorable");
        assertThat(topics.settledResultsOf(healthy.subject().taskId()))
                .hasSize(1)
                .first()
                .isInstanceOf(ResultEvent.Completed.class);
    }

    @Test
    void keepsATombstoneOfATaskThatWasErasedOnItsWay() {
        var outcome = Outcomes.completed();
        var subject = outcome.subject();
        topics.erase(subject);

        topics.publish(outcome);
        topics.publish(outcome);

        var events = topics.settledResultsOf(subject.taskId());
        assertThat(events).hasSize(1).first().isInstanceOf(ResultEvent.Canceled.class);
        assertThat(events.getFirst().summary().reasonCode()).isEqualTo("erased");
        assertThat(events.getFirst().summary().clientReference()).isNull();
        assertThat(results.findById(subject.taskId().value()))
                .hasValueSatisfying(row -> {
                    assertThat(row.isErased()).isTrue();
                    assertThat(row.analysis()).isEmpty();
                });
    }

    @Test
    void keepsNothingOfATaskWhoseConsentWasWithdrawnMeanwhile() {
        var outcome = Outcomes.completed();
        var subject = outcome.subject();
        topics.withdraw(subject);

        topics.publish(outcome);

        var events = topics.settledResultsOf(subject.taskId());
        assertThat(events).hasSize(1).first().isInstanceOf(ResultEvent.Canceled.class);
        assertThat(events.getFirst().summary().reasonCode()).isEqualTo("consent_withdrawn");
        assertThat(results.findById(subject.taskId().value()))
                .hasValueSatisfying(row -> assertThat(row.analysis()).isEmpty());
    }

    @Test
    void announcesABetterReportBesideTheEnd() {
        var first = Outcomes.completed();
        var task = first.subject().taskId();
        topics.publish(first);
        awaitThat(() -> topics.resultsOf(task).size() == 1);

        var better = Outcomes.saying(Outcomes.secondReport(first.subject()), "In better words.");
        topics.publish(better);
        topics.publish(better);

        awaitThat(() -> topics.resultsOf(task).size() == 2);
        var events = topics.settledResultsOf(task);
        assertThat(events).hasSize(2);
        assertThat(events.getLast()).isInstanceOf(ResultEvent.ReportUpgraded.class);
        assertThat(events.getLast().eventId()).isEqualTo(task + ":result:2");
        assertThat(results.findById(task.value()))
                .hasValueSatisfying(row -> {
                    assertThat(row.reportVersion()).isEqualTo(2);
                    assertThat(row.narrative()).contains(better.report());
                });
    }

    @Test
    void keepsTheFirstReportWhenTheSecondIsATemplateToo() {
        var first = Outcomes.template(Outcomes.subject());
        var task = first.subject().taskId();
        topics.publish(first);
        awaitThat(() -> topics.resultsOf(task).size() == 1);

        topics.publish(Outcomes.template(Outcomes.secondReport(first.subject())));

        assertThat(topics.settledResultsOf(task)).hasSize(1);
        assertThat(results.findById(task.value()))
                .hasValueSatisfying(row -> assertThat(row.reportVersion()).isEqualTo(1));
    }

    private List<StageProgress> notices(String task) {
        return topics.committed(Topic.PROGRESS).stream()
                .filter(record -> task.equals(record.key()))
                .map(record -> EventCodec.decode(record.value(), StageProgress.class))
                .toList();
    }
}
