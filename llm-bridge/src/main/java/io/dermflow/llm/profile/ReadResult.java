package io.dermflow.llm.profile;

import io.dermflow.llm.text.UserText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads a result document of report-service, leniently: what is not there, or not of the known
/// words, is not known.
final class ReadResult {

    private static final int MAX_MEASURES = 16;
    private static final int MAX_SENTENCE = 600;

    private ReadResult() {}

    static Profile read(JsonNode result) {
        JsonNode face = result.path("face");
        return new Profile(
                first(face, "palette", "season").flatMap(Season::of).orElse(null),
                first(face, "face_shape", "shape").flatMap(FaceShape::of).orElse(null),
                face.path("confidence").asString("").equals("low"),
                measures(result),
                report(result));
    }

    private static Optional<String> first(JsonNode node, String... names) {
        for (String name : names) {
            if (node.path(name).isString()) {
                return Optional.of(node.path(name).asString());
            }
        }
        return Optional.empty();
    }

    private static List<Profile.Measure> measures(JsonNode result) {
        List<Profile.Measure> measures = new ArrayList<>();
        result.path("metrics")
                .properties()
                .forEach(metric -> {
                    if (metric.getValue().isNumber() && measures.size() < MAX_MEASURES) {
                        measures.add(
                                new Profile.Measure(
                                        metric.getKey(),
                                        metric.getValue().asDouble(),
                                        uncertainty(result, metric.getKey())));
                    }
                });
        return measures;
    }

    private static @Nullable Double uncertainty(JsonNode result, String name) {
        JsonNode value = result.path("metrics_detail").path(name).path("uncertainty");
        return value.isNumber() ? (Double) value.asDouble() : null;
    }

    private static Profile.@Nullable LastReport report(JsonNode result) {
        String summary = sentence(result.path("report").path("summary"));
        String findings = sentence(result.path("findings_statement"));
        Instant at = instant(result.path("timestamp").asString(""));
        return at == null || (summary.isEmpty() && findings.isEmpty())
                ? null
                : new Profile.LastReport(at, summary, findings);
    }

    private static String sentence(JsonNode node) {
        return UserText.clean(node.asString(""), MAX_SENTENCE);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException unknown) {
            return null;
        }
    }
}
