package io.dermflow.report.measure;

import io.dermflow.events.analysis.BodyMetric;
import io.dermflow.kit.problem.ApiProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON object with body measures and notes, read member by member. Every refusal is a 400
/// `invalid_field` that names the `field` by its path and never repeats its value.
public final class MeasureForm {

    private static final int MAX_NOTES = 500;
    private static final Pattern NOTES = Pattern.compile("(?:[^\\p{Cntrl}\\p{Cs}]|[\\n\\t])+");

    private final ObjectNode body;

    private MeasureForm(ObjectNode body) {
        this.body = body;
    }

    /// @param members all that it may have
    public static MeasureForm of(JsonNode body, Set<String> members) {
        if (!(body instanceof ObjectNode object)) {
            throw new ApiProblem(HttpStatus.BAD_REQUEST, "invalid_request", "Send a JSON object.");
        }
        for (String name : object.propertyNames()) {
            if (!members.contains(name)) {
                throw invalid(name, "There is no such member.");
            }
        }
        return new MeasureForm(object);
    }

    /// At least one measure by its full name, from top to toe; `waist_cm` counts as
    /// `waist_circumference_cm`.
    public Map<String, Double> measures(String member) {
        Map<String, Double> measures = new LinkedHashMap<>();
        body.path(member)
                .properties()
                .forEach(one -> {
                    String field = member + "." + one.getKey();
                    BodyMetric metric =
                            BodyMetric.named(one.getKey())
                                    .orElseThrow(() -> invalid(field, "There is no such measure."));
                    if (measures.put(metric.wireName(), centimetres(metric, field, one.getValue()))
                            != null) {
                        throw invalid(field, "This measure comes under two names.");
                    }
                });
        if (measures.isEmpty()) {
            throw invalid(member, "Send an object with at least one measure.");
        }
        return BodyMetric.inOrder(measures);
    }

    private static double centimetres(BodyMetric metric, String field, JsonNode value) {
        if (!value.isNumber() || !metric.allows(value.asDouble())) {
            throw invalid(field, metric.rule());
        }
        return value.asDouble();
    }

    /// Why it is so, in the sender's words.
    public String notes() {
        JsonNode value = body.path("notes");
        String notes = value.isString() ? value.asString().strip() : "";
        if (notes.length() > MAX_NOTES || !NOTES.matcher(notes).matches()) {
            throw invalid("notes", "Say why, in 1 to 500 printable characters.");
        }
        return notes;
    }

    /// One of these words.
    public String word(String member, Set<String> words) {
        JsonNode value = body.path(member);
        if (!value.isString() || !words.contains(value.asString())) {
            throw invalid(member, "Say one of " + String.join(", ", words) + ".");
        }
        return value.asString();
    }

    /// False where it is not there.
    public boolean truth(String member) {
        JsonNode value = body.path(member);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw invalid(member, "Say true or false.");
        }
        return value.isBoolean() && value.asBoolean();
    }

    public boolean has(String member) {
        return body.has(member);
    }

    /// Empty where it is null or not there.
    public Optional<UUID> id(String member) {
        JsonNode value = body.path(member);
        if (value.isNull() || value.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(value.asString("")));
        } catch (IllegalArgumentException noId) {
            throw invalid(member, "Send an id.").causedBy(noId);
        }
    }

    /// A refusal of one member by its path.
    public static ApiProblem invalid(String field, String detail) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, "invalid_field", detail).with("field", field);
    }
}
