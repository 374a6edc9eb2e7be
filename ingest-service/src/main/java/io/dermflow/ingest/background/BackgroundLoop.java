package io.dermflow.ingest.background;

import io.dermflow.kit.loop.LoopThread;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// One thread that takes its turn again and again while the service runs. A turn does its own
/// waiting.
///
/// Failure semantics: a turn that throws is taken again after the back-off; the thread never dies
/// of it. A trouble is logged when it begins, when it changes and when it is over. Stopping
/// interrupts the turn and waits for it.
public final class BackgroundLoop implements SmartLifecycle {

    /// Starts before the web server takes requests, stops when it has finished them.
    public static final int AFTER_REQUESTS = 50;

    /// Starts last, stops before the web server waits for its open requests.
    public static final int BEFORE_REQUESTS_DRAIN = SmartLifecycle.DEFAULT_PHASE;

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration STOP = Duration.ofSeconds(10);

    /// One turn, on the loop's thread.
    public interface Turn {
        /// May throw anything: the loop is the top of its thread.
        void take() throws Exception;
    }

    private final String name;
    private final int phase;
    private final Duration backOff;
    private final Turn turn;
    private final LoopThread thread;

    /// Of the loop's thread only.
    private String trouble = "";

    /// @param name of the thread, and in the log
    /// @param phase [#AFTER_REQUESTS] or [#BEFORE_REQUESTS_DRAIN]
    /// @param backOff pause after a turn that failed
    public BackgroundLoop(String name, int phase, Duration backOff, Turn turn) {
        this.name = name;
        this.phase = phase;
        this.backOff = backOff;
        this.turn = turn;
        this.thread = new LoopThread(name, STOP, this::loop);
    }

    private void loop() {
        while (thread.goesOn()) {
            try {
                turn.take();
                recovered();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                failed(e);
            }
        }
    }

    private void failed(Exception e) {
        if (!thread.goesOn()) {
            return;
        }
        if (!e.toString().equals(trouble)) {
            trouble = e.toString();
            LOG.warn("turn fails, again after a pause loop={} error={}", name, trouble);
        }
        LockSupport.parkNanos(backOff.toNanos());
    }

    private void recovered() {
        if (!trouble.isEmpty()) {
            trouble = "";
            LOG.info("turn succeeds again loop={}", name);
        }
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return thread.goesOn();
    }

    @Override
    public int getPhase() {
        return phase;
    }
}
