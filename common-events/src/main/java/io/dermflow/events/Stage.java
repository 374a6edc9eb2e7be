package io.dermflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;

/// The stations of a job after ingest.
public enum Stage implements WireEnum {
    VISION,
    NARRATIVE,
    REPORT;

    @JsonCreator
    public static Stage of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
