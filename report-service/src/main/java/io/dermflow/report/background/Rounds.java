package io.dermflow.report.background;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Does one thing again and again on a thread of its own. After a failure the pause doubles, up to
/// half a minute; the first success brings it back.
public final class Rounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final int MAX_DOUBLINGS = 10;

    private final String name;
    private final Duration pause;
    private final Runnable round;
    private final ScheduledExecutorService thread;

    /// Touched by the rounds' own thread only.
    private int failures;

    private volatile boolean running;

    public Rounds(String name, Duration pause, Runnable round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
        var single =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name(name).factory());
        // Or a stop would wait for the next round, however far off.
        single.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.thread = single;
    }

    private void oneRound() {
        try {
            round.run();
            failures = 0;
        } catch (RuntimeException e) {
            failures++;
            LOG.warn("round failed name={} failures={} error={}", name, failures, e.toString());
        }
        if (running) {
            thread.schedule(this::oneRound, nextPause().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Duration nextPause() {
        Duration longer = pause.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
        return failures == 0 || longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    @Override
    public void start() {
        running = true;
        thread.schedule(this::oneRound, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// After the topics are watched, and stopped before the clients close.
    @Override
    public int getPhase() {
        return 200;
    }
}
