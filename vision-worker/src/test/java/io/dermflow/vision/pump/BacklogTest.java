package io.dermflow.vision.pump;

import static io.dermflow.vision.pump.PumpBench.awaitTrue;
import static io.dermflow.vision.pump.PumpBench.takeAndDie;
import static io.dermflow.vision.pump.PumpBench.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Group;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.testing.TestBroker;
import io.dermflow.vision.Jobs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {

    @Test
    void isUnknownWhenTheBrokerHasNotAnsweredForAsLongAsAStallMayLastWhileItsSecondsStand() {
        var broker = TestBroker.start();
        try (var context = worker(broker)) {
            var state = new StageState("vision", List.of());
            var meters = new SimpleMeterRegistry();
            var meter = new StageMeter(meters, state, 1);
            var clients = context.getBean(KafkaClients.class);
            var backlog =
                    new Backlog(
                            clients, Group.VISION, state, meter, 1, Duration.ofSeconds(3), meters);
            AnalysisRequested job = Jobs.any();
            context.getBean(EventPublisher.class).sendAndAwait(job);
            takeAndDie(clients, Group.VISION, job);
            meter.finished(job, Duration.ofSeconds(2));
            backlog.start();
            try {
                awaitTrue(() -> backlog.records() == 1);
                broker.close();
                awaitTrue(() -> backlog.records() == -1);
                assertThat(meters.get("dermflow.stage.backlog.seconds").gauge().value())
                        .as("no reason to take workers away")
                        .isEqualTo(2);
            } finally {
                backlog.stop();
            }
        } finally {
            broker.close();
        }
    }
}
