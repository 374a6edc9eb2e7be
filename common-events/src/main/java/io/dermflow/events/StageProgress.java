package io.dermflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A sign of life: topic `skin_analysis_progress`, from the stages to ingest. At most once.
///
/// @param step the step inside the stage that has just ended; only for [State#STEP]
/// @param elapsedMs how long the stage or step took, in milliseconds
/// @param stepsMs milliseconds of each step that has ended since the sign before; signs are paced,
///   so that a stage of many short steps gives two. Null in older records
/// @param handedOn the record that the stage emitted; only for [State#DONE]
/// @param end how the task ended; only for stage `report`, state `done`
public record StageProgress(
        TaskId taskId,
        int attempt,
        Stage stage,
        State state,
        @Nullable String step,
        @Nullable Double elapsedMs,
        @Nullable Map<String, Double> stepsMs,
        @Nullable RecordCoordinates handedOn,
        @Nullable TaskEnd end,
        Instant at)
        implements Event {

    public StageProgress {
        stepsMs =
                stepsMs == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(stepsMs));
    }

    /// Of a stage without steps.
    public static StageProgress whole(
            TaskId taskId,
            int attempt,
            Stage stage,
            State state,
            @Nullable TaskEnd end,
            Instant at) {
        return new StageProgress(taskId, attempt, stage, state, null, null, null, null, end, at);
    }

    /// How far the stage is.
    public enum State implements WireEnum {
        STARTED,
        STEP,
        DONE;

        @JsonCreator
        public static State of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public String key() {
        return taskId.toString();
    }

    @Override
    public String eventId() {
        return taskId
                + ":progress:"
                + attempt
                + ":"
                + stage.wireName()
                + ":"
                + state.wireName()
                + (step == null ? "" : ":" + step);
    }
}
