package io.dermflow.report.result;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The measures of a result that are shown otherwise than they were measured.
///
/// @param byMeasure sorted
public record Edits(Map<String, Edit> byMeasure) {

    /// Everything is shown as it was measured.
    public static final Edits NONE = new Edits(Map.of());

    public Edits {
        byMeasure = Collections.unmodifiableMap(new TreeMap<>(byMeasure));
    }
}
