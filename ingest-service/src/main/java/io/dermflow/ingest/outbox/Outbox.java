package io.dermflow.ingest.outbox;

import io.dermflow.events.Event;
import io.dermflow.events.EventCodec;
import io.dermflow.events.Topic;
import io.dermflow.kit.trace.Traceparent;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
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
    private final RelayBell bell;

    Outbox(JdbcClient database, Clock clock, RelayBell bell) {
        this.database = database;
        this.clock = clock;
        this.bell = bell;
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
        bell.ringAfterCommit();
    }

    /// Sends the topic's events of this age once more, if they went into another log than the
    /// present one. Repeatable; for events that readers take as often as they come.
    ///
    /// @param topicId of the topic's present log
    /// @return how many
    @Transactional
    public int sendAgain(Topic topic, String topicId, Duration age) {
        int events =
                database.sql(
                                """
                                update outbox set sent_at = null, topic_id = null,
                                    partition = null, log_offset = null
                                where topic = :topic and sent_at is not null
                                    and topic_id <> :topicId
                                    and created_at > now() - make_interval(secs => :age)
                                """)
                        .param("topic", topic.topicName())
                        .param("topicId", topicId)
                        .param("age", (double) age.toSeconds())
                        .update();
        bell.ringAfterCommit();
        return events;
    }

    /// Removes what was acknowledged longer ago than its topic keeps it, at least a day.
    ///
    /// @return how many
    @Transactional
    public int removeOld() {
        int removed = 0;
        for (Topic topic : Topic.values()) {
            removed +=
                    database.sql(
                                    """
                                    delete from outbox where topic = :topic
                                        and sent_at < now() - make_interval(secs => :kept)
                                    """)
                            .param("topic", topic.topicName())
                            .param("kept", (double) kept(topic).toSeconds())
                            .update();
        }
        return removed;
    }

    /// Consents and erasures stay as long as their topics, because a lost log gets them again.
    private static Duration kept(Topic topic) {
        return topic == Topic.USER_CONSENTS || topic == Topic.USER_ERASURES
                ? topic.retention()
                : Duration.ofDays(1);
    }
}
