package io.dermflow.report.document;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.Quality;

/// What a claim of the report rests on, with its figures.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Evidence.Seen.class, name = "finding"),
    @JsonSubTypes.Type(value = Evidence.Measured.class, name = "metric"),
    @JsonSubTypes.Type(value = Evidence.Checked.class, name = "quality"),
    @JsonSubTypes.Type(value = Evidence.Unresolved.class, name = "unresolved")
})
sealed interface Evidence {

    /// As the claim names it.
    String id();

    record Seen(String id, Finding finding) implements Evidence {}

    /// @param value a number, a word, or numbers by the place they were measured in
    record Measured(String id, Object value, String unit) implements Evidence {}

    record Checked(String id, Quality.Check check) implements Evidence {}

    /// The claim names something that is not in the analysis; the reader should know.
    record Unresolved(String id) implements Evidence {}
}
