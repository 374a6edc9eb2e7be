package io.dermflow.vision.pump;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One slot's place in the share group: built when first needed, left on any trouble, built again.
/// The slot's thread alone uses it.
final class SlotConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(SlotConsumer.class);
    private static final Duration CLOSE = Duration.ofMillis(500);

    private final Supplier<ShareConsumer<String, byte[]>> factory;
    private final String topic;
    private @Nullable ShareConsumer<String, byte[]> consumer;
    private @Nullable FetchCount fetches;
    private boolean fetching;

    SlotConsumer(Supplier<ShareConsumer<String, byte[]>> factory, String topic) {
        this.factory = factory;
        this.topic = topic;
    }

    /// Waits for one record.
    ///
    /// @throws KafkaException if the place in the group is lost: leave, then call again
    Optional<Held> take(Duration wait) {
        var current = consumer;
        if (current == null) {
            current = factory.get();
            consumer = current;
            fetches = new FetchCount(current);
            current.subscribe(List.of(topic));
        }
        FetchCount count = Objects.requireNonNull(fetches);
        count.expectAnything();
        fetching = true;
        for (var record : current.poll(wait)) {
            fetching = false;
            return Optional.of(new Held(current, record, count));
        }
        return Optional.empty();
    }

    /// Whether a record may be under way to us at this moment: after an empty poll the client goes
    /// on fetching by itself until it has got one (ShareConsumeRequestManager, Kafka 4.2.1).
    boolean fetching() {
        return fetching;
    }

    /// Whether the broker has answered this client at all.
    boolean answered() {
        return fetches != null && fetches.any();
    }

    /// Whether the client fetched after the last record was taken, so that it may hold another one
    /// that nobody knows of.
    boolean fetchedOutOfTurn() {
        return fetches != null && fetches.exceeded();
    }

    /// Gives the place up; a record not yet settled comes again elsewhere, with its count raised.
    void leave() {
        var current = consumer;
        consumer = null;
        fetches = null;
        fetching = false;
        if (current == null) {
            return;
        }
        try {
            current.close(CLOSE);
        } catch (KafkaException e) {
            LOG.debug("share consumer closed badly error={}", e.toString());
        }
    }
}
