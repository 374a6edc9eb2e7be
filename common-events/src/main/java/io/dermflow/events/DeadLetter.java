package io.dermflow.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record that nobody could work off: topic `skin_analysis_dead_letters`, for the people who run
/// the suite.
///
/// @param taskId absent when the record could not be read that far
/// @param originTopicId absent when the broker could not be asked
/// @param valueBase64 the original bytes
/// @param deliveries how often the broker had handed the record out
public record DeadLetter(
        @Nullable TaskId taskId,
        Reason problem,
        String originTopic,
        @Nullable String originTopicId,
        int originPartition,
        long originOffset,
        @Nullable String recordKey,
        @Nullable String valueBase64,
        List<Header> headers,
        int deliveries,
        String service,
        Instant at)
        implements Event {

    public DeadLetter {
        headers = List.copyOf(headers);
    }

    /// One header of the original record.
    public record Header(String name, @Nullable String value) {}

    @Override
    public String key() {
        return taskId == null
                ? originTopic + ":" + originPartition + ":" + originOffset
                : taskId.toString();
    }

    @Override
    public String eventId() {
        return originTopic
                + ":"
                + originPartition
                + ":"
                + originOffset
                + ":dead:"
                + at.toEpochMilli();
    }
}
