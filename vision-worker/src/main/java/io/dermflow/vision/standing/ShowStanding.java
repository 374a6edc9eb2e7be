package io.dermflow.vision.standing;

import io.dermflow.events.Stage;
import io.dermflow.events.WorkerStanding;
import io.dermflow.events.WorkerStanding.Machine;
import io.dermflow.events.WorkerStanding.StageSlots;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.vision.memory.MemoryGate;
import io.dermflow.vision.pump.StagePump;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Says every few seconds what this worker has to offer. Nobody waits for it, and one that is lost
/// is replaced by the next. A thread of its own, from start to stop.
final class ShowStanding implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ShowStanding.class);

    private final Identity identity;
    private final Duration every;
    private final List<StagePump<?>> pumps;
    private final MemoryGate memory;
    private final ProcessPeak peak;
    private final Hardware hardware;
    private final EventPublisher publisher;
    private final Clock clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("standing").factory());
    private volatile boolean running;

    /// @param worker stable name of the process
    /// @param node the machine
    /// @param device what the models run on
    /// @param acceleratorsOnNode handed out to workers one by one; 0: shared by those who see them
    record Identity(String worker, String node, String device, int acceleratorsOnNode) {}

    ShowStanding(
            Identity identity,
            Duration every,
            List<StagePump<?>> pumps,
            MemoryGate memory,
            ProcessPeak peak,
            Hardware hardware,
            EventPublisher publisher,
            Clock clock) {
        this.identity = identity;
        this.every = every;
        this.pumps = List.copyOf(pumps);
        this.memory = memory;
        this.peak = peak;
        this.hardware = hardware;
        this.publisher = publisher;
        this.clock = clock;
    }

    WorkerStanding now() {
        return new WorkerStanding(
                identity.worker(),
                identity.node(),
                identity.device(),
                Runtime.getRuntime().availableProcessors(),
                memory.allowedBytes(),
                peak.bytes(),
                new Machine(
                        hardware.processors(),
                        memory.machineBytes(),
                        identity.acceleratorsOnNode()),
                hardware.gpus().get().orElse(null),
                pumps.stream().map(ShowStanding::slots).toList(),
                clock.instant());
    }

    private static StageSlots slots(StagePump<?> pump) {
        return new StageSlots(
                Stage.of(pump.name()), pump.slots(), pump.busy(), pump.pausedFor().orElse(null));
    }

    /// The top of its thread: a scheduled task that throws would never run again.
    private void show() {
        try {
            publisher
                    .send(now())
                    .whenComplete((_, failure) -> {
                        if (failure != null) {
                            LOG.debug("standing not sent error={}", failure.toString());
                        }
                    });
        } catch (RuntimeException e) {
            LOG.debug("standing not sent error={}", e.toString());
        }
    }

    @Override
    public void start() {
        running = true;
        thread.scheduleWithFixedDelay(this::show, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// With the pumps, whose slots it shows.
    @Override
    public int getPhase() {
        return 1_000;
    }
}
