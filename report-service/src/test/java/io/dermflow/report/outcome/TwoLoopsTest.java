package io.dermflow.report.outcome;

import static io.dermflow.report.parts.Topics.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.Topic;
import io.dermflow.kit.app.AppProperties;
import io.dermflow.kit.kafka.ConsentView;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.kafka.TopicWatch;
import io.dermflow.report.parts.Outcomes;
import io.dermflow.report.parts.ReportServiceTest;
import io.dermflow.report.parts.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Further loops beside the service's own, as further processes would run them.
@ReportServiceTest
class TwoLoopsTest {

    @Autowired private KafkaClients clients;
    @Autowired private TopicWatch watch;
    @Autowired private ConsentView consents;
    @Autowired private ReadOutcomes reader;
    @Autowired private DecideEnds decision;
    @Autowired private AnnounceEnds announcement;
    @Autowired private OutcomeMetrics metrics;
    @Autowired private OutcomeProperties properties;
    @Autowired private OutcomeLoop own;
    @Autowired private Topics topics;

    private final List<OutcomeLoop> further = new ArrayList<>();

    @AfterEach
    void stop() {
        further.forEach(OutcomeLoop::stop);
    }

    @Test
    void shareTheWorkAndAnnounceEachEndOnce() {
        start("replica-2");
        start("replica-3");
        var outcomes = new ArrayList<>(List.of(Outcomes.completed()));
        while (outcomes.size() < 20) {
            outcomes.add(Outcomes.completed());
        }

        outcomes.forEach(outcome -> {
            topics.publish(outcome);
            topics.publish(outcome);
        });

        topics.settledResultsOf(outcomes.getLast().subject().taskId());
        List<String> announced =
                topics.committed(Topic.RESULTS).stream().map(ConsumerRecord::key).toList();
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(announced).containsOnlyOnce(outcome.key()));
    }

    @Test
    void oneOfTwoWithTheSameNameStopsAndSaysSo() {
        var first = start("twin");
        awaitThat(first::reading);
        var second = start("twin");

        awaitThat(() -> first.trouble() != null || second.trouble() != null);

        var stopped = first.trouble() != null ? first : second;
        assertThat(stopped.trouble()).contains("twin");
        assertThat(own.trouble()).isNull();
        var outcome = Outcomes.failed();
        topics.publish(outcome);
        assertThat(topics.settledResultsOf(outcome.subject().taskId())).hasSize(1);
    }

    private OutcomeLoop start(String replica) {
        var loop =
                new OutcomeLoop(
                        clients,
                        watch,
                        consents,
                        reader,
                        decision,
                        announcement,
                        metrics,
                        properties,
                        _ -> {},
                        new AppProperties("Dermflow", "0", "report", 0, replica, false));
        loop.start();
        further.add(loop);
        return loop;
    }
}
