package io.dermflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A sign of life: topic `skin_analysis_progress`, from the stages to ingest. At most once.
///
/// @param step the step inside the stage that has just ended; only for [State#STEP]
/// @param elapsedMs how long the stage or step took, in milliseconds
/// @param handedOn the record that the stage emitted; only for [State#DONE]
/// @param end how the task ended; only for stage `report`, state `done`
public record StageProgress(
        TaskId taskId,
        int attempt,
        Stage stage,
        State state,
        @Nullable String step,
        @Nullable Double elapsedMs,
        @Nullable RecordCoordinates handedOn,
        @Nullable TaskEnd end,
        Instant at)
        implements Event {

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
