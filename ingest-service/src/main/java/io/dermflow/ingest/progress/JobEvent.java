package io.dermflow.ingest.progress;

import io.dermflow.events.WireEnum;
import java.util.Map;

/// One numbered change of a job, as a client is told of it.
///
/// @param sequence from 1, without gaps, per capture
/// @param data becomes the JSON of the event; keys in snake_case
public record JobEvent(int sequence, Kind kind, Map<String, Object> data) {

    /// The name of the server-sent event.
    public enum Kind implements WireEnum {
        /// The job's state changed and it goes on.
        STATE,
        /// A stage or step began or ended.
        PROGRESS,
        /// The job has ended; nothing follows.
        END
    }
}
