package io.dermflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Who owns a capture: the subject of the access token.
public record UserId(@JsonValue UUID value) {

    /// @throws IllegalArgumentException if the text is not a UUID
    @JsonCreator
    public static UserId of(String text) {
        return new UserId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
