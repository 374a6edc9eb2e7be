package io.dermflow.llm.narrative;

import io.dermflow.llm.endpoint.ChatQuestion;
import io.dermflow.llm.prompt.Prompt;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The schemas of a report's answer: one for each combination of how many findings, places and
/// checks there are, rounded up, and which other facts. A server compiles a grammar once for each
/// schema it sees, so the family is small (a few thousand at the very most, a handful in use); a
/// label that stands in the schema but not in the facts is the check's to drop. Thread-safe.
final class AnswerForms {

    private static final int[] SIZES = {0, 1, 2, 4, 8, 16, 32, 64};

    private static final List<String> FEATURES =
            List.of("redness", "spots", "wrinkles", "pores", "texture", "oiliness", "dark_circles");

    private static final String EVIDENCE_IDS =
            "/properties/claims/items/properties/evidence/items/enum";

    private final Prompt prompt;
    private final Map<Family, ChatQuestion.Form> forms = new ConcurrentHashMap<>();

    AnswerForms(Prompt prompt) {
        this.prompt = prompt;
    }

    /// What a schema depends on.
    private record Family(int findings, int regions, int checks, Set<String> others) {}

    ChatQuestion.Form of(Labels labels) {
        Set<String> others = new LinkedHashSet<>();
        labels.labelToId()
                .forEach((label, id) -> {
                    if (label.equals(id) && !label.matches("F\\d+")) {
                        others.add(kind(label));
                    }
                });
        var family =
                new Family(
                        roundedUp(labels.findings()),
                        roundedUp(labels.regions()),
                        roundedUp(labels.checks()),
                        Set.copyOf(others));
        return forms.computeIfAbsent(family, this::form);
    }

    /// Facts that come together count as one.
    private static String kind(String label) {
        return Stream.of("regions.", "skin.", "face.", "metrics.")
                .filter(label::startsWith)
                .findFirst()
                .orElse(label);
    }

    private static int roundedUp(int count) {
        return IntStream.of(SIZES)
                .filter(size -> size >= count)
                .findFirst()
                .orElse(SIZES[SIZES.length - 1]);
    }

    private ChatQuestion.Form form(Family family) {
        var schema = (ObjectNode) prompt.schema().deepCopy();
        // Prompt 1.0.0 leaves the ids to the check afterwards: its schema has no such list.
        if (schema.at(EVIDENCE_IDS) instanceof ArrayNode ids) {
            labels(family).forEach(ids::add);
        }
        return new ChatQuestion.Form(prompt.id(), schema);
    }

    private static List<String> labels(Family family) {
        Stream<String> findings = numbered("F", family.findings());
        Stream<String> places =
                numbered("R", family.regions())
                        .flatMap(place -> FEATURES.stream().map(name -> place + "." + name));
        Stream<String> others = family.others().stream().sorted().flatMap(AnswerForms::members);
        return Stream.of(findings, places, others, numbered("Q", family.checks()))
                .flatMap(one -> one)
                .toList();
    }

    private static Stream<String> numbered(String letter, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> letter + number);
    }

    private static Stream<String> members(String kind) {
        return switch (kind) {
            case "regions." -> FEATURES.stream().map(kind::concat);
            case "skin." ->
                    Stream.of("ita", "monk", "undertone", "palette", "confidence")
                            .map(kind::concat);
            case "face." -> Stream.of("shape", "season", "features").map(kind::concat);
            case "metrics." -> BodySentences.MEASURES.stream().map(kind::concat);
            default -> Stream.of(kind);
        };
    }
}
