package io.dermflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;

/// A person's sex, where they said it. Nothing infers it: who says nothing has none here.
public enum Sex implements WireEnum {
    FEMALE,
    MALE;

    /// @throws IllegalArgumentException for any other word
    @JsonCreator
    public static Sex of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
