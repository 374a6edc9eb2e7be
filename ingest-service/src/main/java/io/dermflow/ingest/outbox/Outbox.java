package io.dermflow.ingest.outbox;

import io.dermflow.events.Event;
import io.dermflow.events.EventCodec;
import io.dermflow.kit.trace.Traceparent;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Events in the database until Kafka has acknowledged them. Rows of one key are sent in the order
/// of their ids, so whoever needs that order holds a row lock on the key's owner while appending.
@Component
public class Outbox {

    private final JdbcClient database;
    private final Clock clock;

    Outbox(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Adds the event to the caller's transaction: it is sent if and only if that one commits.
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Event event) {
        database.sql(
                        """
                        insert into outbox
                            (topic, record_key, event_type, payload, traceparent, created_at)
                        values (:topic, :key, :type, :payload, :traceparent, :now)
                        """)
                .param("topic", EventCodec.topic(event).topicName())
                .param("key", event.key())
                .param("type", EventCodec.type(event))
                .param("payload", EventCodec.encode(event))
                .param("traceparent", Traceparent.current().headerValue())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
