package io.dermflow.llm.narrative;

import static io.dermflow.llm.ScriptedModel.says;
import static io.dermflow.llm.ScriptedModel.saysAndStopsBy;
import static io.dermflow.llm.ScriptedModel.status;
import static io.dermflow.llm.ScriptedModel.streams;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.Narrative.Urgency;
import io.dermflow.llm.ScriptedModel.Line;
import io.dermflow.llm.prompt.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Bad answers of a model, made from a good one for each kind of analysis.
final class Garbage {

    /// One bad answer.
    ///
    /// @param never a sentence that no report may repeat; null when the form is what is wrong
    record Kind(String name, String language, Subject subject, Line line, @Nullable String never) {}

    /// @param least the urgency that the rules give, written down by hand
    record Subject(Analysis analysis, Urgency least) {}

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String HOLE = "@@hole@@";
    private static final int CLAIMS = 4;
    static final List<Subject> SUBJECTS =
            List.of(
                    new Subject(Analyses.withOneLesion(), Urgency.ROUTINE),
                    new Subject(Analyses.withAnUnevenLesion(), Urgency.SOON),
                    new Subject(Analyses.withNothingFound(), Urgency.NONE),
                    new Subject(Analyses.withFeatures(), Urgency.NONE),
                    new Subject(Analyses.withAFace(), Urgency.NONE),
                    new Subject(Analyses.withABody(), Urgency.NONE));
    private static final Subject LESION = SUBJECTS.getFirst();
    private static final Subject FEATURES = SUBJECTS.get(3);

    private final List<Kind> kinds = new ArrayList<>();

    static List<Kind> all() {
        var garbage = new Garbage();
        garbage.cutOff();
        garbage.wrongForms();
        garbage.wrongWholes();
        garbage.wrongSentences();
        garbage.wrongLabels();
        garbage.wrongAnswers();
        return garbage.kinds;
    }

    /// What a model would answer if it were perfect, with a claim per fact up to a few.
    static ObjectNode good(Analysis analysis, String language) {
        Narrative report = new TemplateNarrator().write(analysis, Said.NOTHING, language, null, 0);
        Map<String, String> labels = new LinkedHashMap<>();
        new Labels(new Evidence(analysis))
                .labelToId()
                .forEach((label, id) -> labels.put(id, label));
        ObjectNode root = MAPPER.createObjectNode();
        ArrayNode claims = root.putArray("claims");
        report.claims().stream()
                .limit(CLAIMS)
                .forEach(claim ->
                        add(
                                claims,
                                claim.text(),
                                claim.evidence().stream()
                                        .map(id -> Objects.requireNonNull(labels.get(id), id))
                                        .toList()));
        root.put("summary", report.summary()).put("urgency", report.urgency().wireName());
        report.questions().forEach(root.putArray("questions")::add);
        return root;
    }

    static void add(ArrayNode claims, String text, List<String> evidence) {
        ObjectNode claim = claims.addObject().put("text", text).put("kind", "observation");
        evidence.forEach(claim.putArray("evidence")::add);
    }

    private Subject next() {
        return SUBJECTS.get(kinds.size() % SUBJECTS.size());
    }

    private void form(String name, Subject subject, String answer) {
        kinds.add(new Kind(name, "en", subject, says(answer), null));
    }

    private void line(String name, Line line) {
        kinds.add(new Kind(name, "en", next(), line, null));
    }

    /// After each structural character of the answer.
    private void cutOff() {
        String whole = good(LESION.analysis(), "en").toString();
        for (int at = 0; at < whole.length(); at++) {
            if ("{}[]:,".indexOf(whole.charAt(at)) >= 0) {
                String cut = whole.substring(0, at + (at + 1 < whole.length() ? 1 : 0));
                kinds.add(
                        new Kind(
                                "cut at " + at, "en", LESION, saysAndStopsBy(cut, "length"), null));
            }
        }
    }

    /// Each field with each wrong type, without itself, twice, and with a stranger beside it.
    private void wrongForms() {
        List<String> values =
                List.of(
                        "null",
                        "true",
                        "7",
                        "-1.5",
                        "1e999",
                        "NaN",
                        "{}",
                        "[]",
                        "[[]]",
                        "[null]",
                        "\"\"",
                        "\" \"",
                        "\"" + "y ".repeat(25_000) + "\"",
                        "[" + "1,".repeat(5_000) + "1]",
                        "[".repeat(10_000) + "]".repeat(10_000));
        for (String path :
                List.of(
                        "/claims",
                        "/summary",
                        "/urgency",
                        "/questions",
                        "/claims/0",
                        "/claims/0/text",
                        "/claims/0/kind",
                        "/claims/0/evidence",
                        "/claims/0/evidence/0",
                        "/questions/0")) {
            for (String value : values) {
                Subject subject = SUBJECTS.get(kinds.size() % 2);
                ObjectNode root = good(subject.analysis(), "en");
                set(root, path, HOLE);
                form(
                        path + " = " + brief(value),
                        subject,
                        root.toString().replace("\"" + HOLE + "\"", value));
            }
            Subject subject = SUBJECTS.get(kinds.size() % 2);
            ObjectNode without = good(subject.analysis(), "en");
            set(without, path, null);
            form("without " + path, subject, without.toString());
        }
        for (String key : List.of("claims", "summary", "urgency", "questions")) {
            String whole = good(LESION.analysis(), "en").toString();
            form(key + " twice", LESION, "{\"" + key + "\":\"none\"," + whole.substring(1));
            form(key + " misspelt", LESION, whole.replace("\"" + key + "\"", "\"" + key + "_\""));
        }
    }

    private static void set(ObjectNode root, String path, @Nullable String value) {
        int cut = path.lastIndexOf('/');
        JsonNode parent = root.at(path.substring(0, cut));
        String name = path.substring(cut + 1);
        if (parent instanceof ObjectNode object) {
            object.remove(name);
            if (value != null) {
                object.put(name, value);
            }
        } else if (parent instanceof ArrayNode array && value == null) {
            array.remove(Integer.parseInt(name));
        } else if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), MAPPER.getNodeFactory().stringNode(value));
        }
    }

    private static String brief(String value) {
        return value.substring(0, Math.min(8, value.length())) + "(" + value.length() + ")";
    }

    private void wrongWholes() {
        String echo = Prompt.load("report", "2.1.0").instructions();
        for (String frame :
                List.of(
                        "```json\n%s\n```",
                        "Sure! Here it is:\n%s\nHope that helps.",
                        "\uFEFF%s",
                        "<unused94>thought {\"a\":1}<unused95>%s",
                        "<think>{</think>%s",
                        "<think>%s",
                        "%1$s%1$s",
                        "[%s]",
                        "{\"report\":%s}",
                        "%s,",
                        "%s}",
                        "{%s",
                        "'%s'",
                        "<json>%s",
                        "{\"a\":1}\n%s",
                        "// note\n%s",
                        "\u0000%s",
                        "\u202e%s",
                        "<end_of_turn>%s",
                        "<start_of_turn>model\n%s",
                        "<|im_start|>%s<|im_end|>",
                        "%s\u001b[2J")) {
            Subject subject = next();
            form(
                    "around: " + frame,
                    subject,
                    frame.replace("%1$s", "%s")
                            .replace("%s", good(subject.analysis(), "en").toString()));
        }
        for (String answer :
                List.of(
                        "",
                        " ",
                        "null",
                        "true",
                        "0",
                        "[]",
                        "{}",
                        "{{{{",
                        "}{",
                        "\"text\"",
                        "I can't help.",
                        "{\"claims\":[{}]}",
                        "{'claims':[]}",
                        "{claims:[]}",
                        "\\u007b\\u007d",
                        "{".repeat(10_000),
                        "\uFFFD".repeat(500),
                        "\u200b".repeat(500),
                        "a".repeat(50_000),
                        "<html><body>login</body></html>",
                        "{\"$ref\":\"#\"}",
                        "{\"error\":\"oops\"}",
                        echo)) {
            form("only: " + brief(answer), next(), answer);
        }
    }

    private void sentence(String name, String language, Subject subject, String text) {
        sentence(name, language, subject, text, MAPPER.writeValueAsString(text));
    }

    /// The sentence as a claim, as the summary and as a question, the rest being good.
    private void sentence(String name, String language, Subject subject, String text, String json) {
        ObjectNode root = good(subject.analysis(), language);
        String first = root.at("/claims/0/evidence/0").asString();
        add((ArrayNode) root.path("claims"), HOLE, List.of(first));
        root.put("summary", HOLE);
        root.putArray("questions").add(HOLE);
        String answer = root.toString().replace("\"" + HOLE + "\"", json);
        kinds.add(new Kind(name, language, subject, says(answer), text));
    }

    private void wrongSentences() {
        GarbageSentences.OF_LESIONS.forEach((language, sentences) ->
                sentences.forEach(
                        text -> sentence(language + ": " + text, language, LESION, text)));
        GarbageSentences.OF_FEATURES.forEach(
                text -> sentence("features: " + text, "en", FEATURES, text));
        GarbageSentences.ACTIVE.forEach(text -> {
            String whole = "Mark F1 was measured, see " + text;
            sentence("active: " + text, "en", LESION, whole);
        });
        GarbageSentences.CHARACTERS.forEach(escape ->
                sentence(
                        "character " + escape,
                        "en",
                        LESION,
                        "is of one co" + escape,
                        "\"Mark F1 is " + escape + " in the picture.\""));
    }

    private void wrongLabels() {
        for (String label :
                List.of(
                        "F0",
                        "F2",
                        "F99",
                        "f1",
                        "F1 ",
                        "F1,F2",
                        "?",
                        "",
                        "R1.redness",
                        "Q9",
                        "features.nose.redness",
                        "quality",
                        "skin",
                        "../F1",
                        "F\u0661",
                        "detection_limit.x")) {
            ObjectNode root = good(LESION.analysis(), "en");
            String text = "Mark F1 is in the picture, as label " + label;
            add(
                    (ArrayNode) root.path("claims"),
                    "The mark is in this picture.",
                    List.of("F1", label));
            kinds.add(new Kind("label " + label, "en", LESION, says(root.toString()), text));
        }
        for (String urgency :
                List.of("none", "routine", "", "NONE", "low", "never", "0", "soon ")) {
            Subject uneven = SUBJECTS.get(1);
            form(
                    "urgency " + urgency,
                    uneven,
                    good(uneven.analysis(), "en").put("urgency", urgency).toString());
        }
    }

    private void wrongAnswers() {
        for (String finish :
                List.of(
                        "length",
                        "content_filter",
                        "unknown",
                        "abort",
                        "error",
                        "tool_calls",
                        "",
                        "null")) {
            line(
                    "finish " + finish,
                    saysAndStopsBy("{\"claims\":[{\"text\":\"It is melanoma.\"", finish));
        }
        for (String body :
                List.of(
                        "",
                        "null",
                        "[]",
                        "{}",
                        "{\"choices\":[]}",
                        "{\"choices\":null}",
                        "{\"choices\":[{}]}",
                        "{\"choices\":[null]}",
                        choice("null"),
                        choice("[]"),
                        choice("{}"),
                        choice("7"),
                        choice("[{\"type\":\"text\",\"text\":\"{}\"}]"),
                        choice("\"\\ud800\""),
                        "{\"choices\":[{\"message\":{\"tool_calls\":[{\"id\":\"1\"}]},\"finish_reason\":\"tool_calls\"}]}",
                        "{\"choices\":[{\"message\":{\"refusal\":\"no\"},\"finish_reason\":\"stop\"}]}",
                        "{\"error\":{\"message\":\"x\",\"code\":400}}",
                        "<html></html>",
                        "{\"choices\":",
                        "{\"usage\":{\"prompt_tokens\":-1}}",
                        "[".repeat(10_000))) {
            line("body " + brief(body), status(200, body));
        }
        for (int code : new int[] {204, 302, 400, 401, 403, 404, 422}) {
            line("status " + code, status(code, code == 204 ? "" : "{}"));
        }
        line("streamed half", streams("{\"claims\":[", "{\"text\":"));
        line("streamed nothing", streams());
    }

    private static String choice(String content) {
        return "{\"choices\":[{\"message\":{\"content\":"
                + content
                + "},\"finish_reason\":\"stop\"}]}";
    }
}
