package io.dermflow.llm.narrative;

import static io.dermflow.llm.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.TaskId;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.NarrativeRequest;
import io.dermflow.llm.InjectionStrings;
import io.dermflow.llm.ScriptedModel;
import io.dermflow.llm.endpoint.LanguageModel;
import io.dermflow.llm.endpoint.Models;
import io.dermflow.llm.prompt.Prompt;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Whatever a model answers, no invalid report comes out: from the socket to the finished report.
@Timeout(120)
class GarbageTest {

    private static final Logger LOG = LoggerFactory.getLogger(GarbageTest.class);
    private static final int STRINGS_PER_REPORT = 30;
    private static final int CHARACTERS_PER_REPORT = 15_000;

    private final Deque<ScriptedModel.Line> lines = new ConcurrentLinkedDeque<>();
    private final ScriptedModel server =
            new ScriptedModel(exchange -> {
                ScriptedModel.Line line = lines.size() > 1 ? lines.pop() : lines.element();
                line.play(exchange);
            });

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void noGarbageMakesAnInvalidReport() {
        List<Garbage.Kind> kinds = Garbage.all();
        List<String> faults = new ArrayList<>();
        Map<String, Integer> endings = new TreeMap<>();
        for (Garbage.Kind kind : kinds) {
            Narrative always = report(kind, List.of(kind.line()));
            String good = Garbage.good(kind.subject().analysis(), kind.language()).toString();
            Narrative once = report(kind, List.of(kind.line(), says(good)));
            faults.addAll(faults(kind, always));
            faults.addAll(faults(kind, once));
            endings.merge("always bad, " + ending(always), 1, Integer::sum);
            endings.merge("bad once, " + ending(once), 1, Integer::sum);
        }
        LOG.info("kinds of garbage={} endings={} faults={}", kinds.size(), endings, faults.size());

        assertThat(faults).isEmpty();
        assertThat(kinds.stream().map(Garbage.Kind::name).distinct()).hasSizeGreaterThan(300);
        assertThat(endings.keySet())
                .as("the good parts get through, so that the test can fail")
                .contains("always bad, llm", "bad once, llm after repair", "always bad, template");
    }

    @Test
    void noCollectedInjectionComesOutOfAReportActive() throws IOException {
        List<String> strings = InjectionStrings.all();
        Deque<String> left = new ArrayDeque<>(strings);
        Garbage.Subject subject = Garbage.SUBJECTS.getFirst();
        List<String> faults = new ArrayList<>();
        int reports = 0;
        while (!left.isEmpty()) {
            String answer = withStrings(subject, left);
            var kind = new Garbage.Kind("injection", "en", subject, says(answer), null);
            ReportAudit.texts(report(kind, List.of(kind.line())))
                    .flatMap(text -> InjectionStrings.activeIn(text).stream())
                    .forEach(faults::add);
            reports++;
        }
        LOG.info("injections={} reports={} active={}", strings.size(), reports, faults.size());

        assertThat(faults).isEmpty();
    }

    /// Each string as a claim and as a question; the first also as the summary.
    private static String withStrings(Garbage.Subject subject, Deque<String> left) {
        ObjectNode root = Garbage.good(subject.analysis(), "en");
        root.put("summary", left.element());
        ArrayNode questions = root.putArray("questions");
        int characters = 0;
        for (int i = 0; i < STRINGS_PER_REPORT && !left.isEmpty(); i++) {
            if (i > 0 && characters + left.element().length() > CHARACTERS_PER_REPORT) {
                break;
            }
            String text = left.remove();
            characters += text.length();
            Garbage.add((ArrayNode) root.path("claims"), text, List.of("F1"));
            questions.add(text);
        }
        return root.toString();
    }

    private static List<String> faults(Garbage.Kind kind, Narrative report) {
        List<String> faults =
                new ArrayList<>(
                        ReportAudit.faults(
                                report, kind.subject().analysis(), kind.subject().least()));
        String never = kind.never();
        if (never != null && ReportAudit.texts(report).anyMatch(text -> text.contains(never))) {
            faults.add("repeated");
        }
        return faults.stream().map(fault -> kind.name() + ": " + fault).toList();
    }

    private static String ending(Narrative report) {
        Narrative.Generator by = report.generator();
        return by.kind() + (by.kind().equals("llm") && by.attempts() > 1 ? " after repair" : "");
    }

    /// With a model of its own, so that no breaker and no cache spares the server a question.
    private Narrative report(Garbage.Kind kind, List<ScriptedModel.Line> answers) {
        lines.clear();
        lines.addAll(answers);
        var properties = Models.properties(server.baseUrl(), "total", "5s", "max-tokens", "500");
        var meters = new SimpleMeterRegistry();
        try (var model = new LanguageModel(properties, meters)) {
            var narrator = new ModelNarrator(model, 500, Prompt.load("report", "2.1.0"), meters);
            var story =
                    new WriteReport(
                            Optional.of(narrator),
                            new TemplateNarrator(),
                            new ReportPicture(false, 1_000),
                            meters,
                            Clock.systemUTC());
            return story.write(
                    new NarrativeRequest(
                            new TaskId(UUID.randomUUID()),
                            kind.language(),
                            List.of("skin"),
                            kind.subject().analysis()),
                    Instant.now().plusSeconds(10));
        }
    }
}
