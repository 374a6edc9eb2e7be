package io.dermflow.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// An enum whose wire form is its name in lower case.
public interface WireEnum {

    /// The constant's Java name.
    String name();

    /// The word that stands in JSON.
    @JsonValue
    default String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
