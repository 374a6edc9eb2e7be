package io.dermflow.vision.pump;

import static io.dermflow.vision.pump.PumpBench.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.Group;
import io.dermflow.events.Topic;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.testing.TestBroker;
import io.dermflow.vision.Jobs;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A client that goes on fetching by itself after it has handed a record out, as Kafka 4.2.1's does
/// when the answer crosses the request for more. The record's lock lasts its full 60 s here, so
/// what is not given back comes too late for this test.
class StrayRecordTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final BlockingQueue<String> worked = new LinkedBlockingQueue<>();
    private final AtomicBoolean armed = new AtomicBoolean(true);
    private final AtomicReference<String> stray = new AtomicReference<>("");

    @Test
    @Timeout(60)
    void givesBackWhatItsClientFetchedOutOfTurn() throws Exception {
        try (var broker = TestBroker.start();
                var context = worker(broker)) {
            var publisher = context.getBean(EventPublisher.class);
            var state = new StageState("vision", List.of());
            startSlots(context.getBean(KafkaClients.class), state);

            var first = Jobs.any();
            publisher.sendAndAwait(first);
            assertThat(next()).isEqualTo(first.key());
            var second = Jobs.any();
            publisher.sendAndAwait(second);

            assertThat(next()).isEqualTo(second.key());
            assertThat(stray.get()).as("the record the client kept").isEqualTo(second.key());
            state.drain();
        }
    }

    private String next() throws InterruptedException {
        return worked.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private void startSlots(KafkaClients clients, StageState state) {
        var turnstile = new Turnstile();
        for (int i = 0; i < 2; i++) {
            var consumer =
                    new SlotConsumer(
                            () -> greedy(clients.shareConsumer(Group.VISION)),
                            Topic.JOBS.topicName());
            Thread.ofPlatform().daemon().start(new Slot(turnstile, consumer, state, this::work));
        }
    }

    /// Keeps the turn until the acknowledgement, so that the greedy client and no other gets the
    /// next record.
    private void work(Held held, Turnstile.Turn turn) {
        held.underWay();
        worked.add(held.record().key());
        held.accept();
        turn.passOn();
    }

    /// Fetches one record too many, once: after the first acknowledgement.
    @SuppressWarnings("unchecked") // a proxy of an interface has no type arguments
    private ShareConsumer<String, byte[]> greedy(ShareConsumer<String, byte[]> client) {
        InvocationHandler handler =
                (_, method, arguments) -> {
                    try {
                        Object answer = method.invoke(client, arguments);
                        if (method.getName().equals("commitSync") && armed.getAndSet(false)) {
                            keepOne(client);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                };
        return (ShareConsumer<String, byte[]>)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {ShareConsumer.class}, handler);
    }

    private void keepOne(ShareConsumer<String, byte[]> client) {
        ConsumerRecords<String, byte[]> kept = ConsumerRecords.empty();
        long end = System.nanoTime() + SOON.toNanos();
        while (kept.isEmpty() && System.nanoTime() < end) {
            kept = client.poll(Duration.ofSeconds(1));
        }
        kept.forEach(record -> stray.set(record.key()));
    }
}
