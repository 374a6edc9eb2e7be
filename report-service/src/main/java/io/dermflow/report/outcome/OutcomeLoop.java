package io.dermflow.report.outcome;

import io.dermflow.kit.app.AppProperties;
import io.dermflow.kit.kafka.ConsentView;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.kafka.TopicWatch;
import io.dermflow.kit.loop.LoopThread;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Reads outcomes, has their ends decided, and announces each end exactly once per log: the
/// database commits first, then result events and consumer offsets commit in one Kafka transaction.
///
/// Failure semantics: after any exception both clients are closed and new ones start from the
/// committed offset, because nobody can know whether the last transaction committed. Never "abort
/// and seek back": that doubled events when the broker paused in a commit (measured; and it is what
/// Spring's containers do, hence this loop by hand). A fenced instance, another process with this
/// replica's name, stops for good, and health says so.
///
/// One thread of its own. No subscription before every topic has been seen, or a static member
/// would keep an empty assignment for ever (measured); if that happens all the same, the watchdog
/// rejoins.
class OutcomeLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeLoop.class);
    private static final Duration STOP = Duration.ofSeconds(15);

    private final KafkaClients clients;
    private final TopicWatch topics;
    private final ConsentView consents;
    private final ReadOutcomes reader;
    private final DecideEnds decision;
    private final AnnounceEnds announcement;
    private final OutcomeMetrics metrics;
    private final OutcomeProperties properties;
    private final LoopObserver observer;
    private final String replica;

    private volatile boolean fenced;
    private volatile boolean logChanged;
    private volatile boolean reading;
    private volatile boolean idle;
    private final LoopThread thread = new LoopThread("outcome-loop", STOP, this::loop);

    OutcomeLoop(
            KafkaClients clients,
            TopicWatch topics,
            ConsentView consents,
            ReadOutcomes reader,
            DecideEnds decision,
            AnnounceEnds announcement,
            OutcomeMetrics metrics,
            OutcomeProperties properties,
            LoopObserver observer,
            AppProperties app) {
        this.clients = clients;
        this.topics = topics;
        this.consents = consents;
        this.reader = reader;
        this.decision = decision;
        this.announcement = announcement;
        this.metrics = metrics;
        this.properties = properties;
        this.observer = observer;
        this.replica = app.replica();
        topics.onChange(() -> logChanged = true);
    }

    private void loop() {
        while (thread.goesOn() && !fenced) {
            if (!topics.complete() || !consents.caughtUp()) {
                LoopThread.backOff();
                continue;
            }
            logChanged = false;
            try (OutcomeLife life = OutcomeLife.begin(clients, replica)) {
                live(life);
            } catch (FencedInstanceIdException e) {
                fenced = true;
                LOG.error("another process has this name, stopping replica={}", replica);
            } catch (Exception e) {
                metrics.rebuilt();
                LOG.warn("starting again replica={} error={}", replica, e.toString());
                LoopThread.backOff();
            }
        }
    }

    private void live(OutcomeLife life) {
        long assignedAt = System.nanoTime();
        while (thread.goesOn() && !logChanged) {
            ConsumerRecords<String, byte[]> records = life.poll();
            if (!records.isEmpty()) {
                handle(life, records);
            }
            reading = !life.unassigned();
            if (reading) {
                assignedAt = System.nanoTime();
                idle = false;
            } else if (System.nanoTime() - assignedAt > properties.unassignedFor().toNanos()) {
                if (!life.spare()) {
                    idle = true;
                    LOG.warn("no partition for too long, rejoining replica={}", replica);
                    return;
                }
                assignedAt = System.nanoTime();
            }
        }
    }

    private void handle(OutcomeLife life, ConsumerRecords<String, byte[]> records) {
        List<Decision> decisions = decision.decide(reader.read(records, life.topicId()));
        metrics.decided(decisions);
        observer.reached(Milestone.COMMITTED_IN_DATABASE);
        announcement.giveNotice(decisions);
        long begun = System.nanoTime();
        var events = announcement.events(decisions);
        life.beginTransaction();
        life.send(events);
        observer.reached(Milestone.EVENTS_SENT);
        life.sendOffsets(records);
        observer.reached(Milestone.OFFSETS_SENT);
        life.commit();
        observer.reached(Milestone.COMMITTED_IN_KAFKA);
        metrics.published(events.size(), Duration.ofNanos(System.nanoTime() - begun));
    }

    /// Whether partitions are assigned.
    boolean reading() {
        return reading;
    }

    /// What is wrong with the loop, or null.
    @Nullable String trouble() {
        if (fenced) {
            return "another process has the name " + replica;
        }
        if (!thread.alive()) {
            return "the loop is dead";
        }
        return idle ? "no partition was assigned for " + properties.unassignedFor() : null;
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

    /// After the topic watch and the consent view.
    @Override
    public int getPhase() {
        return 100;
    }
}
