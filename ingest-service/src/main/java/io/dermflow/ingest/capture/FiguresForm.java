package io.dermflow.ingest.capture;

import io.dermflow.events.UserId;
import io.dermflow.events.analysis.BodyMetric;
import io.dermflow.events.analysis.ClientFigures;
import io.dermflow.kit.problem.ApiProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A client's own figures as it sends them, `{metrics, capture_meta}`, understood and normalised,
/// so that two requests that mean the same have the same form. Judged are form and range; whether
/// the figures are true nobody here can say.
record FiguresForm(ClientFigures figures, @Nullable String clientReference) {

    private static final Set<String> MEMBERS = Set.of("metrics", "capture_meta", "user_id");
    private static final Set<String> META =
            Set.of(
                    "source",
                    "client_reference",
                    "captured_at",
                    "device",
                    "app_version",
                    "model_versions",
                    "lighting_ok",
                    "card_detected",
                    "overall_confidence");
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\p{Cs}]{1,128}");
    private static final int MAX_MODELS = 16;

    /// How far a phone's clock may be ahead of ours.
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    /// @throws ApiProblem 400 `invalid_field` with the path of the `field`, 403 for another's
    ///   `user_id`
    static FiguresForm of(ObjectNode body, UserId caller, Instant now) {
        onlyMembers(body, MEMBERS, "");
        String userId = text(body, "user_id", "");
        if (userId != null && !userId.strip().equalsIgnoreCase(caller.toString())) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN, "not_your_user_id", "The user_id is not the token's.");
        }
        ObjectNode meta = object(body, "capture_meta");
        onlyMembers(meta, META, "capture_meta.");
        return new FiguresForm(
                new ClientFigures(metrics(object(body, "metrics")), meta(meta, now)),
                text(meta, "client_reference", "capture_meta."));
    }

    private static Map<String, Double> metrics(ObjectNode given) {
        Map<String, Double> metrics = new TreeMap<>();
        given.properties()
                .forEach(one -> {
                    String field = "metrics." + one.getKey();
                    BodyMetric metric =
                            BodyMetric.named(one.getKey())
                                    .orElseThrow(() -> invalid(field, "There is no such metric."));
                    if (!one.getValue().isNumber() || !metric.allows(one.getValue().asDouble())) {
                        throw invalid(field, metric.rule());
                    }
                    if (metrics.put(metric.wireName(), one.getValue().asDouble()) != null) {
                        throw invalid(field, "This metric comes under two names.");
                    }
                });
        if (metrics.isEmpty()) {
            throw invalid("metrics", "Send at least one metric.");
        }
        return metrics;
    }

    private static ClientFigures.Meta meta(ObjectNode meta, Instant now) {
        String source = text(meta, "source", "capture_meta.");
        if (source != null && !source.equals("web") && !source.equals("mobile")) {
            throw invalid("capture_meta.source", "Say web or mobile.");
        }
        return new ClientFigures.Meta(
                source,
                capturedAt(meta, now),
                text(meta, "device", "capture_meta."),
                text(meta, "app_version", "capture_meta."),
                modelVersions(meta),
                truth(meta, "lighting_ok"),
                truth(meta, "card_detected"),
                confidence(meta));
    }

    private static @Nullable Instant capturedAt(ObjectNode meta, Instant now) {
        String text = text(meta, "captured_at", "capture_meta.");
        if (text == null) {
            return null;
        }
        try {
            Instant at = OffsetDateTime.parse(text).toInstant();
            if (at.isAfter(Instant.EPOCH) && at.isBefore(now.plus(CLOCKS_DIFFER))) {
                return at;
            }
        } catch (DateTimeParseException notATime) {
            throw invalid("capture_meta.captured_at", "Send ISO 8601 with a zone.")
                    .causedBy(notATime);
        }
        throw invalid("capture_meta.captured_at", "The time lies in the future, or before 1970.");
    }

    private static Map<String, String> modelVersions(ObjectNode meta) {
        Map<String, String> versions = new TreeMap<>();
        ObjectNode given = object(meta, "model_versions");
        if (given.size() > MAX_MODELS) {
            throw invalid("capture_meta.model_versions", "Name at most 16 models.");
        }
        for (String name : given.propertyNames()) {
            String version = text(given, name, "capture_meta.model_versions.");
            if (version == null || !PRINTABLE.matcher(name).matches()) {
                throw invalid("capture_meta.model_versions", "Send names and versions.");
            }
            versions.put(name, version);
        }
        return versions;
    }

    private static @Nullable Double confidence(ObjectNode meta) {
        JsonNode value = meta.path("overall_confidence");
        if (absent(value)) {
            return null;
        }
        if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= 1)) {
            throw invalid("capture_meta.overall_confidence", "Send a number from 0 to 1.");
        }
        return value.asDouble();
    }

    private static @Nullable Boolean truth(ObjectNode meta, String name) {
        JsonNode value = meta.path(name);
        if (absent(value)) {
            return null;
        }
        if (!value.isBoolean()) {
            throw invalid("capture_meta." + name, "Say true or false.");
        }
        return value.asBoolean();
    }

    private static @Nullable String text(ObjectNode in, String name, String path) {
        JsonNode value = in.path(name);
        if (absent(value)) {
            return null;
        }
        if (!value.isString() || !PRINTABLE.matcher(value.asString()).matches()) {
            throw invalid(path + name, "Send 1 to 128 printable characters.");
        }
        return value.asString();
    }

    /// The object of that name; an empty one where there is none.
    private static ObjectNode object(ObjectNode in, String name) {
        JsonNode value = in.path(name);
        if (absent(value)) {
            return in.objectNode();
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw invalid(name, "Send an object.");
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static void onlyMembers(ObjectNode object, Set<String> known, String path) {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw invalid(path + name, "There is no such member.");
            }
        }
    }

    private static ApiProblem invalid(String field, String detail) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, "invalid_field", detail).with("field", field);
    }
}
