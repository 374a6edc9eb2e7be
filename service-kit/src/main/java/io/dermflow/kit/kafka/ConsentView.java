package io.dermflow.kit.kafka;

import io.dermflow.events.Consent;
import io.dermflow.events.ConsentChanged;
import io.dermflow.events.DataErased;
import io.dermflow.events.EventCodec;
import io.dermflow.events.TaskId;
import io.dermflow.events.Topic;
import io.dermflow.events.UndecodableEvent;
import io.dermflow.events.UserId;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.loop.LoopThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// What users said since their jobs were accepted: reads `user_consents` and `user_erasures` from
/// the beginning and keeps, per user, the consent of the highest version, and who or what was
/// erased. Both topics hold 48 h, longer than any job lives, so memory stays bounded by the changes
/// of two days and a restart.
///
/// Until the first reading has caught up nobody may trust it: [#standing] throws.
public class ConsentView implements SmartLifecycle {

    /// Whether work on a job may go on.
    public enum Standing {
        ALLOWED,
        WITHDRAWN,
        ERASED
    }

    private static final Logger LOG = LoggerFactory.getLogger(ConsentView.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STOP = Duration.ofSeconds(3);

    private final KafkaClients clients;
    private final TopicWatch topics;
    private final Map<UserId, Consent> consents = new ConcurrentHashMap<>();
    private final Set<String> erased = ConcurrentHashMap.newKeySet();
    private volatile boolean caughtUp;
    private volatile boolean rebuild;
    private final LoopThread thread = new LoopThread("consent-view", STOP, this::loop);

    ConsentView(KafkaClients clients, TopicWatch topics) {
        this.clients = clients;
        this.topics = topics;
        topics.onChange(() -> rebuild = true);
    }

    /// Only a withdrawal that is newer than what the job was accepted under stops it.
    ///
    /// @throws DependencyUnavailable until the topics have been read once
    public Standing standing(UserId user, TaskId task, Consent acceptedUnder) {
        if (!caughtUp) {
            throw new DependencyUnavailable("consent", "the consent topics are not read yet", null);
        }
        if (erased.contains(user.toString()) || erased.contains(task.toString())) {
            return Standing.ERASED;
        }
        Consent latest = consents.get(user);
        return latest != null && latest.version() > acceptedUnder.version() && !latest.analysis()
                ? Standing.WITHDRAWN
                : Standing.ALLOWED;
    }

    /// Whether the topics have been read once.
    public boolean caughtUp() {
        return caughtUp;
    }

    private void loop() {
        while (thread.goesOn()) {
            if (!topics.complete()) {
                LoopThread.backOff();
                continue;
            }
            try (Consumer<String, byte[]> consumer = clients.viewReader()) {
                rebuild = false;
                follow(consumer);
            } catch (Exception e) {
                LOG.warn("reading consents again error={}", e.toString());
                LoopThread.backOff();
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : List.of(Topic.USER_CONSENTS, Topic.USER_ERASURES)) {
            consumer.partitionsFor(topic.topicName())
                    .forEach(info ->
                            partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (thread.goesOn() && !rebuild) {
            consumer.poll(POLL).forEach(this::apply);
            if (!caughtUp) {
                caughtUp =
                        ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            }
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.topic().equals(Topic.USER_CONSENTS.topicName())) {
                var changed = EventCodec.decode(record.value(), ConsentChanged.class);
                consents.merge(
                        changed.userId(),
                        changed.consent(),
                        (a, b) -> a.version() >= b.version() ? a : b);
            } else {
                var gone = EventCodec.decode(record.value(), DataErased.class);
                TaskId task = gone.taskId();
                erased.add(task == null ? gone.userId().toString() : task.toString());
            }
        } catch (UndecodableEvent e) {
            LOG.error(
                    "unreadable record passed topic={} offset={} error={}",
                    record.topic(),
                    record.offset(),
                    e.getMessage());
        }
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
        return thread.goesOn();
    }

    @Override
    public int getPhase() {
        return 50;
    }
}
