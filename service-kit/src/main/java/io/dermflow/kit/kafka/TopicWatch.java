package io.dermflow.kit.kafka;

import io.dermflow.events.Topic;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Looks at the topics once a second: makes what is missing, knows every topic's id, and tells its
/// listeners when one changed (the log was lost or made again), because Kafka's clients never
/// notice by themselves and silently skip records of the new log.
///
/// One thread of its own; all getters are safe from any thread. While the broker is away the last
/// known ids stay.
public class TopicWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final TopicKeeper keeper;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /// Written by the watch's thread only.
    private volatile Map<Topic, String> ids = Map.of();

    private volatile String trouble = "not looked yet";
    private volatile boolean running;

    /// A new one at each start, because contexts may be stopped and started again.
    private @Nullable ScheduledExecutorService thread;

    private @Nullable Admin admin;

    TopicWatch(KafkaClients clients, TopicKeeper keeper) {
        this.clients = clients;
        this.keeper = keeper;
    }

    /// The id of the topic's present log; empty until it was seen once.
    public Optional<String> idOf(Topic topic) {
        return Optional.ofNullable(ids.get(topic));
    }

    /// Whether every topic has been seen.
    public boolean complete() {
        return ids.size() == Topic.values().length;
    }

    /// What is wrong with the broker, or empty when the last look succeeded.
    public Optional<String> trouble() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    /// Calls the listener, on the watch's thread, after any topic id changed.
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void look() {
        try {
            Admin current = admin == null ? clients.admin() : admin;
            admin = current;
            accept(keeper.ensure(current));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            report(e);
        }
    }

    private void accept(Map<Topic, String> found) {
        Map<Topic, String> before = ids;
        Map<Topic, String> now = new EnumMap<>(Topic.class);
        now.putAll(before);
        now.putAll(found);
        ids = Map.copyOf(now);
        trouble = found.size() == Topic.values().length ? "" : "topics are being made";
        boolean changed =
                before.entrySet().stream()
                        .anyMatch(known -> !known.getValue().equals(now.get(known.getKey())));
        if (changed) {
            LOG.warn("topic ids changed: the log was lost or made again");
            listeners.forEach(Runnable::run);
        }
    }

    private void report(Exception e) {
        Throwable cause =
                e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        String now = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        if (trouble.isEmpty()) {
            LOG.warn("kafka is away error={}", now);
        }
        trouble = now;
    }

    @Override
    public void start() {
        running = true;
        var executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("topic-watch").factory());
        thread = executor;
        executor.scheduleWithFixedDelay(this::look, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        ScheduledExecutorService executor = thread;
        if (executor != null) {
            executor.shutdownNow();
        }
        Admin current = admin;
        if (current != null) {
            admin = null;
            current.close(Duration.ofMillis(500));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before everything that reads or writes topics.
    @Override
    public int getPhase() {
        return 0;
    }
}
