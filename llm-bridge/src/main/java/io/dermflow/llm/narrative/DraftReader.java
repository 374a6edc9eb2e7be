package io.dermflow.llm.narrative;

import io.dermflow.events.narrative.Narrative.Claim;
import io.dermflow.events.narrative.Narrative.Urgency;
import io.dermflow.llm.text.Thoughts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a model's text as a report: the first JSON object in it that can be read, whatever stands
/// around (fences, thoughts, prose), within bounds of size and depth. Constrained decoding is not
/// trusted: servers ignore schemas silently, and a grammar doesn't keep to `maxLength` (measured).
/// What has no form is left out piece by piece, so that one bad claim costs one claim.
final class DraftReader {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_STRING = 4_000;
    private static final int MAX_TEXT = 65_536;
    private static final int MAX_STARTS = 8;
    private static final int MAX_CLAIMS = 32;
    private static final int MAX_CLAIM = 400;
    private static final int MAX_SUMMARY = 800;
    private static final int MAX_EVIDENCE = 12;

    private static final JsonMapper STRICT =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(MAX_STRING)
                                                    .maxNumberLength(32)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private DraftReader() {}

    /// Empty when the text holds no report.
    static Optional<DraftReport> read(String answer) {
        if (answer.length() > MAX_TEXT) {
            return Optional.empty();
        }
        String text = Thoughts.removed(answer);
        int start = text.indexOf('{');
        for (int tries = 0; start >= 0 && tries < MAX_STARTS; tries++) {
            Optional<JsonNode> root = parse(text.substring(start));
            if (root.isPresent() && root.get().path("claims").isArray()) {
                return Optional.of(draft(root.get()));
            }
            start = text.indexOf('{', start + 1);
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> parse(String text) {
        try (var parser = STRICT.createParser(text)) {
            return Optional.ofNullable(STRICT.readTree(parser));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static DraftReport draft(JsonNode root) {
        List<Claim> claims = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        int malformed = 0;
        for (JsonNode item : root.path("claims")) {
            Claim claim = claims.size() < MAX_CLAIMS ? claim(item) : null;
            if (claim == null) {
                malformed++;
            } else {
                claims.add(claim);
            }
        }
        for (JsonNode item : root.path("questions")) {
            if (item.isString() && item.asString().length() <= MAX_CLAIM) {
                questions.add(item.asString().strip());
            } else {
                malformed++;
            }
        }
        return new DraftReport(
                claims,
                text(root.path("summary"), MAX_SUMMARY),
                urgency(root.path("urgency")),
                questions,
                malformed);
    }

    private static @Nullable Claim claim(JsonNode item) {
        String text = text(item.path("text"), MAX_CLAIM);
        Claim.Kind kind = kind(item.path("kind"));
        JsonNode evidence = item.path("evidence");
        List<String> labels = new ArrayList<>();
        for (JsonNode label : evidence) {
            if (!label.isString() || labels.size() == MAX_EVIDENCE) {
                return null;
            }
            labels.add(label.asString());
        }
        return text.isEmpty() || kind == null || !evidence.isArray()
                ? null
                : new Claim(text, kind, labels.stream().distinct().toList());
    }

    private static String text(JsonNode node, int longest) {
        return node.isString() && node.asString().length() <= longest
                ? node.asString().strip()
                : "";
    }

    private static Claim.@Nullable Kind kind(JsonNode node) {
        return Arrays.stream(Claim.Kind.values())
                .filter(kind -> kind.wireName().equals(node.asString("")))
                .findFirst()
                .orElse(null);
    }

    /// What is no word of the scale says nothing: the rule's urgency stands.
    private static Urgency urgency(JsonNode node) {
        return Arrays.stream(Urgency.values())
                .filter(urgency -> urgency.wireName().equals(node.asString("")))
                .findFirst()
                .orElse(Urgency.NONE);
    }
}
