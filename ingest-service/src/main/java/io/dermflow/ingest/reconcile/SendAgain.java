package io.dermflow.ingest.reconcile;

import io.dermflow.events.Topic;
import io.dermflow.ingest.outbox.Outbox;
import io.dermflow.kit.kafka.TopicWatch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Gives consents and erasures of the last two days to a log that is new: workers and
/// report-service read these topics from the beginning and keep the highest version, so a repeat
/// does no harm, and a withdrawal must not get lost with the log. Looks once after the start and
/// once after each change.
@Service
class SendAgain {

    private static final Logger LOG = LoggerFactory.getLogger(SendAgain.class);
    private static final List<Topic> TOPICS = List.of(Topic.USER_CONSENTS, Topic.USER_ERASURES);

    private final Outbox outbox;
    private final TopicWatch topics;
    private final AtomicBoolean changed = new AtomicBoolean(true);

    SendAgain(Outbox outbox, TopicWatch topics) {
        this.outbox = outbox;
        this.topics = topics;
        topics.onChange(() -> changed.set(true));
    }

    void whatTheLogLost() {
        if (!topics.complete() || !changed.getAndSet(false)) {
            return;
        }
        boolean done = false;
        try {
            TOPICS.forEach(this::send);
            done = true;
        } finally {
            if (!done) {
                changed.set(true);
            }
        }
    }

    private void send(Topic topic) {
        Optional<String> topicId = topics.idOf(topic);
        int events = topicId.map(id -> outbox.sendAgain(topic, id, topic.retention())).orElse(0);
        if (events > 0) {
            LOG.warn("sent again to a new log topic={} events={}", topic.topicName(), events);
        }
    }
}
