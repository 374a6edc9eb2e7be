package io.dermflow.kit.kafka;

import io.dermflow.events.Event;
import io.dermflow.events.EventCodec;
import io.dermflow.events.Group;
import io.dermflow.events.Reason;
import io.dermflow.events.UndecodableEvent;
import io.dermflow.kit.loop.LoopThread;
import io.dermflow.kit.trace.TraceSpan;
import io.dermflow.kit.trace.Traceparent;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Reads one topic as a member of an ordinary group and hands each event to a story, at least once,
/// in order per key. Bytes that are no such event go to the dead letters and are passed.
///
/// Failure semantics: after any exception (the story's too) the consumer leaves the group, a new
/// one starts from the committed offset; so a story must be idempotent, and one that keeps failing
/// holds its partition. The same happens when the log changed. A fenced instance (another process
/// has its name) stops for good.
public class EventListener<T extends Event> implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventListener.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final Duration ADMIN_CLOSE = Duration.ofMillis(500);
    private static final int ROUNDS_WITHOUT_ASSIGNMENT = 20;

    /// What to do with one event; called by the listener's own thread.
    public interface Story<T> {
        /// Idempotent. An exception means: again.
        void tell(T event, ConsumerRecord<String, byte[]> record);
    }

    private final Group group;
    private final Class<T> type;
    private final boolean readCommitted;
    private final String replica;
    private final KafkaClients clients;
    private final TopicWatch topics;
    private final DeadLetters deadLetters;
    private final Story<T> story;
    private volatile boolean rebuild;
    private volatile boolean fenced;
    private final LoopThread thread;

    EventListener(
            Group group,
            Class<T> type,
            boolean readCommitted,
            String replica,
            KafkaClients clients,
            TopicWatch topics,
            DeadLetters deadLetters,
            Story<T> story) {
        this.group = group;
        this.type = type;
        this.readCommitted = readCommitted;
        this.replica = replica;
        this.clients = clients;
        this.topics = topics;
        this.deadLetters = deadLetters;
        this.story = story;
        this.thread = new LoopThread("listener-" + group.groupId(), STOP, this::loop);
        topics.onChange(() -> rebuild = true);
    }

    private void loop() {
        while (thread.goesOn() && !fenced) {
            if (!topics.complete()) {
                LoopThread.backOff();
                continue;
            }
            try (var life = new Life(clients.classicConsumer(group, replica, readCommitted))) {
                rebuild = false;
                life.read();
            } catch (FencedInstanceIdException e) {
                fenced = true;
                LOG.error(
                        "another process has this name, stopping group={} replica={}",
                        group.groupId(),
                        replica);
            } catch (Exception e) {
                LOG.warn("starting again group={} error={}", group.groupId(), e.toString());
                LoopThread.backOff();
            }
        }
    }

    /// One consumer from its birth to its first trouble.
    private final class Life implements AutoCloseable {

        private final Consumer<String, byte[]> consumer;

        /// For a spare's questions, one for all of them; the listener's thread makes it at the
        /// first.
        private @Nullable Admin admin;

        Life(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        void read() {
            consumer.subscribe(java.util.List.of(group.topic().topicName()));
            int unassigned = 0;
            while (thread.goesOn() && !rebuild) {
                var records = consumer.poll(POLL);
                records.forEach(this::handle);
                if (!records.isEmpty()) {
                    consumer.commitSync();
                }
                unassigned = consumer.assignment().isEmpty() ? unassigned + 1 : 0;
                if (unassigned == ROUNDS_WITHOUT_ASSIGNMENT) {
                    if (!isSpare()) {
                        LOG.warn("no assignment for 10 s, rejoining group={}", group.groupId());
                        return;
                    }
                    unassigned = 0;
                }
            }
        }

        /// Whether the other members have every partition: with more instances than partitions one
        /// waits, and would only disturb the others by coming again. When the answer doesn't come,
        /// it counts as no.
        private boolean isSpare() {
            try {
                var members =
                        admin()
                                .describeConsumerGroups(java.util.List.of(group.groupId()))
                                .all()
                                .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                                .values()
                                .stream()
                                .flatMap(described -> described.members().stream());
                long taken =
                        members.flatMap(member -> member.assignment().topicPartitions().stream())
                                .filter(one -> one.topic().equals(group.topic().topicName()))
                                .distinct()
                                .count();
                return taken == consumer.partitionsFor(group.topic().topicName()).size();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("members unknown group={} error={}", group.groupId(), e.toString());
                return false;
            }
        }

        private Admin admin() {
            Admin present = admin;
            if (present == null) {
                present = clients.admin();
                admin = present;
            }
            return present;
        }

        private void handle(ConsumerRecord<String, byte[]> record) {
            try (var _ = TraceSpan.consuming("process " + record.topic(), trace(record))) {
                story.tell(EventCodec.decode(record.value(), type), record);
            } catch (UndecodableEvent e) {
                deadLetters.bury(
                        record, group.topic(), null, new Reason("undecodable", e.getMessage()));
            }
        }

        @Override
        public void close() {
            KafkaClients.leave(consumer);
            if (admin != null) {
                admin.close(ADMIN_CLOSE);
            }
        }
    }

    /// The trace that the record carries.
    public static Traceparent trace(ConsumerRecord<String, byte[]> record) {
        return Traceparent.read(record.headers());
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.goesOn() && !fenced;
    }

    @Override
    public int getPhase() {
        return 100;
    }
}
