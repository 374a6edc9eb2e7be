package io.dermflow.ingest.deadletter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.dermflow.events.DeadLetter;
import io.dermflow.events.EventCodec;
import io.dermflow.events.Reason;
import io.dermflow.events.RecordCoordinates;
import io.dermflow.events.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/// A dead letter as it is kept and shown.
///
/// @param taskId null when the record belongs to no capture that is still there
/// @param origin where the record was; its topic id is empty when it was not known
/// @param value the original bytes, only shown alone; null when they were not kept
/// @param deliveries how often the broker had handed the record out
/// @param service who gave it up
/// @param redrivenAt when it was last given back
record DeadRecord(
        UUID id,
        @Nullable TaskId taskId,
        Reason problem,
        RecordCoordinates origin,
        @Nullable String recordKey,
        int deliveries,
        String service,
        Instant at,
        @Nullable Instant redrivenAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) byte @Nullable [] value,
        @JsonIgnore List<DeadLetter.Header> headers) {

    static final String LIST_COLUMNS =
            """
            id, task_id, code, detail, topic, topic_id, partition, log_offset, record_key,
            deliveries, service, died_at, redriven_at, headers, null as value
            """;
    static final String COLUMNS = LIST_COLUMNS.replace("null as value", "value");

    private static final TypeReference<List<DeadLetter.Header>> HEADERS = new TypeReference<>() {};

    static DeadRecord of(ResultSet row, int number) throws SQLException {
        String task = row.getString("task_id");
        Timestamp redrivenAt = row.getTimestamp("redriven_at");
        return new DeadRecord(
                row.getObject("id", UUID.class),
                task == null ? null : TaskId.of(task),
                new Reason(row.getString("code"), row.getString("detail")),
                new RecordCoordinates(
                        row.getString("topic"),
                        row.getString("topic_id"),
                        row.getInt("partition"),
                        row.getLong("log_offset")),
                row.getString("record_key"),
                row.getInt("deliveries"),
                row.getString("service"),
                row.getTimestamp("died_at").toInstant(),
                redrivenAt == null ? null : redrivenAt.toInstant(),
                row.getBytes("value"),
                EventCodec.mapper().readValue(row.getString("headers"), HEADERS));
    }
}
