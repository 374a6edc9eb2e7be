package io.dermflow.bench;

import java.util.Map;

/// What the suite is asked to do with a photo.
enum Work {
    /// Every step that is on by default: what people get.
    ALL("all steps", ""),

    /// Check, decode, quality, detection and the figures of what was found: as near to what the raw
    /// model does as a request can come. What is left over it is the price of the suite itself.
    DETECTION("detection alone", "-card,-colour,-classify,-tone,-features,-overlay");

    private final String label;
    private final String steps;

    Work(String label, String steps) {
        this.label = label;
        this.steps = steps;
    }

    String label() {
        return label;
    }

    /// Of the form.
    Map<String, String> fields() {
        return steps.isEmpty() ? Map.of() : Map.of("steps", steps);
    }
}
