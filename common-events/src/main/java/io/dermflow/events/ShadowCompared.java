package io.dermflow.events;

import java.time.Instant;
import java.util.UUID;

/// What a shadow model said about one picture against the active one: topic `skin_analysis_shadow`.
/// At most once. Names no person, no task and no picture: it is about models.
///
/// @param task the model's, for instance `lesion`
/// @param agreement 0..1, by the measure of the model's kind
/// @param shadowMs how long the shadow took, in milliseconds
public record ShadowCompared(
        UUID id,
        String task,
        Model active,
        Model shadow,
        double agreement,
        double shadowMs,
        Instant at)
        implements Event {

    /// One version of one model.
    public record Model(String name, String version) {}

    @Override
    public String key() {
        return shadow.name();
    }

    @Override
    public String eventId() {
        return id.toString();
    }
}
