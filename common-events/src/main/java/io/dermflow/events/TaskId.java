package io.dermflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// The one id of a capture: capture id = task id = job id, a UUIDv7, and the key of every record.
public record TaskId(@JsonValue UUID value) implements Comparable<TaskId> {

    /// @throws IllegalArgumentException if the text is not a UUID
    @JsonCreator
    public static TaskId of(String text) {
        return new TaskId(UUID.fromString(text));
    }

    @Override
    public int compareTo(TaskId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
