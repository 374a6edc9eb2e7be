package io.dermflow.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a task ended, as report-service decided it.
///
/// @param reason absent when the task succeeded
public record TaskEnd(
        TaskId taskId,
        JobState state,
        @Nullable Reason reason,
        int reportVersion,
        Instant finishedAt) {

    public TaskEnd {
        if (!state.ended()) {
            throw new IllegalArgumentException("a task end needs an end state, not " + state);
        }
    }
}
