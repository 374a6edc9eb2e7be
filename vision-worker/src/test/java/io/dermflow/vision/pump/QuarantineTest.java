package io.dermflow.vision.pump;

import static io.dermflow.vision.pump.PumpBench.NOTHING;
import static io.dermflow.vision.pump.PumpBench.await;
import static io.dermflow.vision.pump.PumpBench.awaitTrue;
import static io.dermflow.vision.pump.PumpBench.passes;
import static io.dermflow.vision.pump.PumpBench.takeAndDie;
import static io.dermflow.vision.pump.PumpBench.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.Group;
import io.dermflow.events.Stage;
import io.dermflow.kit.job.JobProperties;
import io.dermflow.kit.kafka.DeadLetters;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.kafka.TopicWatch;
import io.dermflow.kit.testing.TestBroker;
import io.dermflow.vision.Jobs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// A worker with both stages that comes up after a death in which it held a record of each.
class QuarantineTest {

    private final ScriptedWork<AnalysisRequested> vision = ScriptedWork.vision();
    private final ScriptedWork<FindingsReady> narrative = ScriptedWork.narrative();

    /// Both would be held by the worker when the one in the vision stage kills it again.
    @Test
    @Timeout(90)
    void runsTheSuspectOfOneStageWhileTheOtherHoldsNothing() throws Exception {
        try (var broker = TestBroker.start();
                var context = worker(broker)) {
            var publisher = context.getBean(EventPublisher.class);
            var clients = context.getBean(KafkaClients.class);
            var neighbour = new FindingsReady(Jobs.any(), NOTHING);
            var killer = Jobs.any();
            var neighbourMayEnd = new CountDownLatch(1);
            var killerMayEnd = new CountDownLatch(1);
            narrative.script(neighbour.job(), _ -> await(neighbourMayEnd));
            vision.script(killer, _ -> await(killerMayEnd));
            publisher.sendAndAwait(neighbour);
            publisher.sendAndAwait(killer);
            takeAndDie(clients, Group.NARRATIVE, neighbour);
            takeAndDie(clients, Group.VISION, killer);

            var pumps = pumps(context);
            var visionPump = pumps.pump(vision, List.of());
            var narrativePump = pumps.pump(narrative, List.of());
            visionPump.start();
            narrativePump.start();

            awaitTrue(() -> narrative.runs(neighbour.job()) == 1);
            passes(Duration.ofSeconds(2));
            assertThat(vision.runs(killer)).as("beside its neighbour").isZero();
            neighbourMayEnd.countDown();
            awaitTrue(() -> vision.runs(killer) == 1);
            var latecomer = new FindingsReady(Jobs.any(), NOTHING);
            publisher.sendAndAwait(latecomer);
            passes(Duration.ofSeconds(2));
            assertThat(narrative.runs(latecomer.job())).as("beside the killer").isZero();
            killerMayEnd.countDown();
            awaitTrue(() -> narrative.runs(latecomer.job()) == 1);
            visionPump.stop();
            narrativePump.stop();
        }
    }

    private static StagePumps pumps(AnnotationConfigApplicationContext context) {
        return new StagePumps(
                context.getBean(KafkaClients.class),
                context.getBean(TopicWatch.class),
                context.getBean(EventPublisher.class),
                context.getBean(DeadLetters.class),
                context.getBean(JobProperties.class),
                new PumpProperties(
                        EnumSet.of(Stage.VISION, Stage.NARRATIVE),
                        2,
                        2,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(10),
                        ""),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }
}
