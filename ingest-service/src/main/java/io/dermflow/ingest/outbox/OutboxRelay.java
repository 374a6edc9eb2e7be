package io.dermflow.ingest.outbox;

import io.dermflow.kit.kafka.TopicWatch;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The thread that empties the outbox: at once after this replica's commits, and every half second
/// for what other replicas or a crash left.
@Component
class OutboxRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final SendOutbox sendOutbox;
    private final RelayBell bell;
    private final TopicWatch topics;
    private volatile boolean running;
    private @Nullable Thread thread;

    OutboxRelay(SendOutbox sendOutbox, RelayBell bell, TopicWatch topics) {
        this.sendOutbox = sendOutbox;
        this.bell = bell;
        this.topics = topics;
    }

    private void loop() {
        while (running) {
            try {
                if (!topics.complete()) {
                    bell.await(SWEEP);
                    continue;
                }
                rest(sendOutbox.sendBatch());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                LOG.warn("outbox batch failed, again in 200 ms error={}", e.toString());
                LockSupport.parkNanos(BACK_OFF.toNanos());
            }
        }
    }

    private void rest(SendOutbox.Sent sent) throws InterruptedException {
        if (sent.troubled()) {
            LockSupport.parkNanos(BACK_OFF.toNanos());
        } else if (sent.nothingToDo()) {
            bell.await(SWEEP);
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").start(this::loop);
    }

    /// After the web server and the listeners, so that what they still commit is sent.
    @Override
    public void stop() {
        running = false;
        bell.ring();
        Thread current = thread;
        if (current != null) {
            try {
                current.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 50;
    }
}
