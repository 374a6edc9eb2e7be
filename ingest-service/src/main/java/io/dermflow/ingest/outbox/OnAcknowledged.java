package io.dermflow.ingest.outbox;

import io.dermflow.events.RecordCoordinates;
import io.dermflow.events.Topic;

/// Told, in the relay's transaction, where an event ended up.
public interface OnAcknowledged {

    /// @param key the record's key
    void acknowledged(Topic topic, String key, RecordCoordinates where);
}
