package io.dermflow.ingest.outbox;

import io.dermflow.ingest.background.BackgroundLoop;
import io.dermflow.kit.kafka.TopicWatch;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The thread that empties the outbox: at once after this replica's commits, and every half second
/// for what other replicas or a crash left.
@Configuration(proxyBeanMethods = false)
class OutboxRelay {

    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofMillis(200);

    @Bean
    BackgroundLoop outboxLoop(SendOutbox sendOutbox, RelayBell bell, TopicWatch topics) {
        return new BackgroundLoop(
                "outbox-relay",
                BackgroundLoop.AFTER_REQUESTS,
                BACK_OFF,
                () -> turn(sendOutbox, bell, topics));
    }

    private static void turn(SendOutbox sendOutbox, RelayBell bell, TopicWatch topics)
            throws InterruptedException {
        if (!topics.complete()) {
            bell.await(SWEEP);
            return;
        }
        SendOutbox.Sent sent = sendOutbox.sendBatch();
        if (sent.troubled()) {
            TimeUnit.NANOSECONDS.sleep(BACK_OFF.toNanos());
        } else if (sent.nothingToDo()) {
            bell.await(SWEEP);
        }
    }
}
