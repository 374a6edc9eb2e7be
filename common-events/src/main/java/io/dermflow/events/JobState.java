package io.dermflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;

/// Where a job stands. It only moves forward: queued, processing, one of the five ends.
public enum JobState implements WireEnum {
    QUEUED,
    PROCESSING,
    SUCCEEDED,
    FAILED,
    REJECTED,
    CANCELED,
    ABORTED;

    @JsonCreator
    public static JobState of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /// Whether nothing can follow.
    public boolean ended() {
        return this != QUEUED && this != PROCESSING;
    }
}
