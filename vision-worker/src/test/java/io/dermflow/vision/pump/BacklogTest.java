package io.dermflow.vision.pump;

import static io.dermflow.vision.pump.PumpBench.awaitTrue;
import static io.dermflow.vision.pump.PumpBench.worker;

import io.dermflow.events.Group;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.testing.TestBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {

    @Test
    void isUnknownWhenTheBrokerHasNotAnsweredForAsLongAsAStallMayLast() {
        var broker = TestBroker.start();
        try (var context = worker(broker)) {
            var state = new StageState("vision", List.of());
            var meters = new SimpleMeterRegistry();
            var backlog =
                    new Backlog(
                            context.getBean(KafkaClients.class),
                            Group.VISION,
                            state,
                            new StageMeter(meters, state, 1),
                            1,
                            Duration.ofSeconds(3),
                            meters);
            backlog.start();
            try {
                awaitTrue(() -> backlog.records() == 0);
                broker.close();
                awaitTrue(() -> backlog.records() == -1);
            } finally {
                backlog.stop();
            }
        } finally {
            broker.close();
        }
    }
}
