package io.dermflow.vision.pump;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Event;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.Group;
import io.dermflow.events.Stage;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Quality;
import io.dermflow.kit.http.ServiceHttpConfiguration;
import io.dermflow.kit.job.JobConfiguration;
import io.dermflow.kit.job.JobProperties;
import io.dermflow.kit.kafka.DeadLetters;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.kafka.KafkaKitConfiguration;
import io.dermflow.kit.kafka.TopicWatch;
import io.dermflow.kit.testing.TestBroker;
import io.dermflow.vision.Jobs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// A worker with both stages that comes up after a death in which it held a record of each.
class QuarantineTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Analysis NOTHING =
            new Analysis(
                    new Quality("off", true, false, 1, List.of(), List.of(), List.of()),
                    List.of(),
                    null,
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());

    private final ScriptedWork<AnalysisRequested> vision = ScriptedWork.vision();
    private final ScriptedWork<FindingsReady> narrative = ScriptedWork.narrative();

    /// Both would be held by the worker when the one in the vision stage kills it again.
    @Test
    @Timeout(90)
    void runsTheSuspectOfOneStageWhileTheOtherHoldsNothing() throws Exception {
        try (var broker = TestBroker.start();
                var context = context(broker)) {
            awaitTrue(() -> context.getBean(TopicWatch.class).complete());
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

    /// To the broker a closed consumer is a dead worker: the record comes again, counted once more.
    private static void takeAndDie(KafkaClients clients, Group group, Event event) {
        try (var consumer = clients.shareConsumer(group)) {
            consumer.subscribe(List.of(group.topic().topicName()));
            awaitTrue(() -> {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    return record.key().equals(event.key());
                }
                return false;
            });
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
                        EnumSet.of(Stage.VISION, Stage.NARRATIVE), 2, 2, Duration.ofSeconds(20)),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    private static AnnotationConfigApplicationContext context(TestBroker broker) {
        var context = new AnnotationConfigApplicationContext();
        TestPropertyValues.of(
                        "dermflow.kafka.bootstrap-servers=" + broker.address(),
                        "dermflow.app.service=vision",
                        "dermflow.app.replica=vision-1",
                        "dermflow.service-token.client-id=vision")
                .applyTo(context);
        context.register(
                JobConfiguration.class,
                ServiceHttpConfiguration.class,
                KafkaKitConfiguration.class);
        context.refresh();
        return context;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Lets time pass, because time is what the test is about.
    private static void passes(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        awaitTrue(() -> System.nanoTime() > end);
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("condition within " + LIMIT).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
