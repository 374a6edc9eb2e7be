package io.dermflow.vision.pump;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.Event;
import io.dermflow.events.Group;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Quality;
import io.dermflow.kit.http.ServiceHttpConfiguration;
import io.dermflow.kit.job.JobConfiguration;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.kafka.KafkaKitConfiguration;
import io.dermflow.kit.kafka.TopicWatch;
import io.dermflow.kit.testing.TestBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// What tests of the pump on a real broker have in common.
public final class PumpBench {

    public static final Duration LIMIT = Duration.ofSeconds(30);

    /// An analysis that found nothing, for events of the narrative stage.
    static final Analysis NOTHING =
            Analysis.builder(new Quality("off", true, false, 1, List.of(), List.of(), List.of()))
                    .build();

    private PumpBench() {}

    /// The Kafka clients of a worker, when all topics are there.
    public static AnnotationConfigApplicationContext worker(TestBroker broker, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("dermflow.kafka.bootstrap-servers=" + broker.address());
        all.add("dermflow.app.service=vision");
        all.add("dermflow.app.replica=vision-1");
        all.add("dermflow.service-token.client-id=vision");
        var context = new AnnotationConfigApplicationContext();
        TestPropertyValues.of(all).applyTo(context);
        context.register(
                JobConfiguration.class,
                ServiceHttpConfiguration.class,
                KafkaKitConfiguration.class);
        context.refresh();
        awaitTrue(() -> context.getBean(TopicWatch.class).complete());
        return context;
    }

    /// To the broker a closed consumer is a dead worker: the record comes again, counted once more.
    static void takeAndDie(KafkaClients clients, Group group, Event event) {
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

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Lets time pass, because time is what the test is about.
    static void passes(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        awaitTrue(() -> System.nanoTime() > end);
    }

    public static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("condition within " + LIMIT).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
