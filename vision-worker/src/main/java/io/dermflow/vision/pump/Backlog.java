package io.dermflow.vision.pump;

import io.dermflow.events.Group;
import io.dermflow.kit.kafka.KafkaClients;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the broker once a second how many records of a stage wait (the share group's lag: exact,
/// held records included, 5 ms), and sounds the alarm when some wait, this worker has a free slot
/// and yet has got nothing for a while: slots then join anew.
///
/// | metric | meaning; alert on |
/// |---|---|
/// | `dermflow_stage_backlog_records` | waiting and held records; -1 before the first answer, and when the last one is older than the alarm's while; -1 for minutes |
/// | `dermflow_stage_backlog_seconds` | the last known records over this worker's rate: how long it alone would need |
/// | `dermflow_stage_stalled` | 1 while the alarm lasts; any |
///
/// One thread of its own.
final class Backlog {

    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final long ANSWER_SECONDS = 4;

    private final KafkaClients clients;
    private final Group group;
    private final StageState state;
    private final StageMeter meter;
    private final int slots;
    private final Duration alarmAfter;
    private final ScheduledExecutorService thread;

    /// Written by the thread; -1 before the first answer.
    private volatile long known = -1;

    private volatile long knownAt = System.nanoTime();
    private volatile boolean stalled;
    private long quietSince = System.nanoTime();
    private @Nullable Admin admin;

    Backlog(
            KafkaClients clients,
            Group group,
            StageState state,
            StageMeter meter,
            int slots,
            Duration alarmAfter,
            MeterRegistry meters) {
        this.clients = clients;
        this.group = group;
        this.state = state;
        this.meter = meter;
        this.slots = slots;
        this.alarmAfter = alarmAfter;
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("backlog-" + state.name()).factory());
        gauge(meters, "dermflow.stage.backlog.records", Backlog::records);
        gauge(meters, "dermflow.stage.backlog.seconds", Backlog::seconds);
        gauge(meters, "dermflow.stage.stalled", backlog -> backlog.stalled ? 1 : 0);
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        thread.shutdownNow();
        Admin current = admin;
        if (current != null) {
            current.close(Duration.ofMillis(200));
        }
    }

    /// Waiting and held records; -1 while the broker doesn't say.
    long records() {
        Duration age = Duration.ofNanos(System.nanoTime() - knownAt);
        return age.compareTo(alarmAfter) > 0 ? -1 : known;
    }

    /// How long this worker alone would need for those it last heard of, because a broker that
    /// doesn't answer is no reason to take workers away; 0 before its first job.
    double seconds() {
        double rate = meter.rate();
        return known <= 0 || rate <= 0 ? 0 : known / rate;
    }

    /// Whether records wait, a slot is free, and nothing comes.
    boolean stalled() {
        return stalled;
    }

    private void look() {
        try {
            Admin current = admin == null ? clients.admin() : admin;
            admin = current;
            long records = lag(current);
            known = records;
            knownAt = System.nanoTime();
            judge(records);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debug("backlog unknown stage={} error={}", state.name(), e.toString());
        }
    }

    private long lag(Admin current)
            throws ExecutionException, InterruptedException, TimeoutException {
        var offsets =
                current.listShareGroupOffsets(
                                Map.of(group.groupId(), new ListShareGroupOffsetsSpec()))
                        .partitionsToOffsetInfo(group.groupId())
                        .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        return offsets.values().stream().mapToLong(info -> info.lag().orElse(0L)).sum();
    }

    /// Records that this worker holds itself wait for nobody.
    private void judge(long records) {
        boolean waiting =
                records > state.busy() && state.busy() < slots && state.pausedFor().isEmpty();
        if (!waiting) {
            quietSince = System.nanoTime();
            stalled = false;
            return;
        }
        Duration quiet = Duration.ofNanos(System.nanoTime() - quietSince);
        if (shorter(quiet, meter.sinceAcquired()).compareTo(alarmAfter) > 0) {
            LOG.error(
                    "stalled: records wait and none is handed out stage={} backlog={} durationMs={}",
                    state.name(),
                    records,
                    quiet.toMillis());
            stalled = true;
            quietSince = System.nanoTime();
            state.rejoin();
        } else if (meter.sinceAcquired().compareTo(alarmAfter) < 0) {
            stalled = false;
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private void gauge(MeterRegistry meters, String name, ToDoubleFunction<Backlog> figure) {
        Gauge.builder(name, this, figure).tag("stage", state.name()).register(meters);
    }
}
