package io.dermflow.ingest.outbox;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ConsentChanged;
import io.dermflow.events.DataErased;
import io.dermflow.events.Event;
import io.dermflow.events.EventCodec;
import io.dermflow.events.Outcome;
import io.dermflow.events.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/// One event that waits to be sent.
record OutboxRow(long id, Topic topic, String key, Event event, String traceparent) {

    static OutboxRow of(ResultSet row, int number) throws SQLException {
        Topic topic = topic(row.getString("topic"));
        return new OutboxRow(
                row.getLong("id"),
                topic,
                row.getString("record_key"),
                EventCodec.decode(row.getBytes("payload"), type(topic)),
                row.getString("traceparent"));
    }

    private static Topic topic(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.topicName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such topic: " + name));
    }

    private static Class<? extends Event> type(Topic topic) {
        return switch (topic) {
            case JOBS -> AnalysisRequested.class;
            case OUTCOMES -> Outcome.class;
            case USER_CONSENTS -> ConsentChanged.class;
            case USER_ERASURES -> DataErased.class;
            case FINDINGS, PROGRESS, RESULTS, DEAD_LETTERS, SHADOW, WORKERS ->
                    throw new IllegalStateException("ingest does not write " + topic);
        };
    }
}
