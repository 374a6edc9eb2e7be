package io.dermflow.stack.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What becomes one capture: pictures by their part of the form, and the text beside them.
record Submission(Map<String, Photo> pictures, Map<String, String> fields) {

    Submission {
        pictures = Collections.unmodifiableMap(new LinkedHashMap<>(pictures));
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// As the user knows it.
    String name() {
        return pictures.values().stream().map(Photo::name).collect(Collectors.joining(", "));
    }
}
