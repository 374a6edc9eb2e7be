package io.dermflow.llm.narrative;

import io.dermflow.events.EventCodec;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.Narrative.Claim;
import io.dermflow.llm.endpoint.ChatAnswer;
import io.dermflow.llm.endpoint.ChatFailed;
import io.dermflow.llm.endpoint.ChatQuestion;
import io.dermflow.llm.endpoint.LanguageModel;
import io.dermflow.llm.prompt.Prompt;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lets a model write the report and keeps what can be checked: claims that break a rule are
/// dropped and counted; a draft without any good claim, or of the wrong form, gets one repair round
/// inside the same deadline; then it is [NoUsableReport] and the template takes over.
class ModelNarrator {

    private static final int ROUNDS = 2;
    private static final String PAYER = "service";

    private final LanguageModel model;
    private final int maxTokens;
    private final Prompt prompt;
    private final DraftReader reader;
    private final MeterRegistry meters;

    ModelNarrator(LanguageModel model, int maxTokens, Prompt prompt, MeterRegistry meters) {
        this.model = model;
        this.maxTokens = maxTokens;
        this.prompt = prompt;
        this.reader = new DraftReader(prompt);
        this.meters = meters;
    }

    /// @param limit for all rounds together
    Narrative write(Analysis analysis, String language, Duration limit) throws NoUsableReport {
        long end = System.nanoTime() + limit.toNanos();
        Evidence evidence = new Evidence(analysis);
        String facts = facts(evidence, language);
        int promptTokens = 0;
        int completionTokens = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            ChatAnswer answer = ask(facts, round, end);
            promptTokens += answer.promptTokens();
            completionTokens += answer.completionTokens();
            Optional<DraftReport> draft = reader.read(answer.text()).map(d -> checked(d, evidence));
            if (draft.filter(DraftReport::saysSomething).isPresent()) {
                return narrative(
                        draft.get(), analysis, language, round, promptTokens, completionTokens);
            }
            meters.counter("dermflow.narrative.unusable", "round", Integer.toString(round))
                    .increment();
        }
        throw new NoUsableReport(
                new ChatFailed(ChatFailed.Kind.GARBAGE, "no usable report", null), ROUNDS);
    }

    private ChatAnswer ask(String facts, int round, long end) throws NoUsableReport {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (!left.isPositive()) {
            throw new NoUsableReport(
                    new ChatFailed(ChatFailed.Kind.TIMEOUT, "no time left", null), round - 1);
        }
        try {
            return model.ask(question(facts, round), left);
        } catch (ChatFailed failed) {
            throw new NoUsableReport(failed, round);
        }
    }

    private ChatQuestion question(String facts, int round) {
        return new ChatQuestion(
                ChatQuestion.Purpose.REPORT,
                PAYER,
                prompt.instructions(),
                facts,
                new ChatQuestion.Form(prompt.id(), prompt.schema()),
                null,
                maxTokens,
                round);
    }

    private static String facts(Evidence evidence, String language) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("language", language);
        facts.put("facts", evidence.facts());
        return EventCodec.mapper().writeValueAsString(facts);
    }

    private DraftReport checked(DraftReport draft, Evidence evidence) {
        ClaimCheck check = new ClaimCheck(evidence);
        List<Claim> kept = new ArrayList<>();
        for (Claim claim : draft.claims()) {
            check.brokenRule(claim).ifPresentOrElse(this::count, () -> kept.add(claim));
        }
        Optional<String> summaryBreaks = check.brokenRuleOfSummary(draft.summary());
        summaryBreaks.ifPresent(this::count);
        List<String> questions =
                draft.questions().stream()
                        .filter(question -> check.brokenRuleOfSummary(question).isEmpty())
                        .toList();
        return new DraftReport(
                kept, summaryBreaks.isEmpty() ? draft.summary() : "", draft.urgency(), questions);
    }

    private void count(String rule) {
        meters.counter("dermflow.narrative.dropped", "rule", rule).increment();
    }

    private Narrative narrative(
            DraftReport draft,
            Analysis analysis,
            String language,
            int round,
            int promptTokens,
            int completionTokens) {
        Phrases phrases = Phrases.in(language);
        return new Narrative(
                language,
                draft.summary(),
                draft.claims(),
                UrgencyRules.higher(UrgencyRules.of(analysis), draft.urgency()),
                TemplateNarrator.routine(phrases),
                draft.questions().isEmpty() ? phrases.list("questions") : draft.questions(),
                phrases.say("disclaimer"),
                new Narrative.Generator(
                        "llm",
                        model.model(),
                        prompt.id() + "-" + prompt.version(),
                        prompt.sha256(),
                        round,
                        promptTokens,
                        completionTokens,
                        null));
    }
}
