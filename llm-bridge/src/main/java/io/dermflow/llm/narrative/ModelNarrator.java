package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.llm.endpoint.ChatAnswer;
import io.dermflow.llm.endpoint.ChatFailed;
import io.dermflow.llm.endpoint.ChatQuestion;
import io.dermflow.llm.endpoint.LanguageModel;
import io.dermflow.llm.prompt.Prompt;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets a model write the report and keeps what can be checked: sentences that break a rule are
/// dropped and counted; a draft of no use, or with more bad sentences than good ones, gets one
/// repair round inside the same deadline, which is told the broken rules and not the bad text; then
/// it is [NoUsableReport] and the template takes over. A model whose context is too small gets
/// fewer facts, once.
class ModelNarrator {

    private static final int ROUNDS = 2;
    private static final String PAYER = "service";

    private final LanguageModel model;
    private final int maxTokens;
    private final Prompt prompt;
    private final AnswerForms forms;
    private final MeterRegistry meters;

    ModelNarrator(LanguageModel model, int maxTokens, Prompt prompt, MeterRegistry meters) {
        this.model = model;
        this.maxTokens = maxTokens;
        this.prompt = prompt;
        this.forms = new AnswerForms(prompt);
        this.meters = meters;
    }

    /// Whether there is anything that a claim could rest on.
    static boolean hasFacts(Analysis analysis) {
        return !new Evidence(analysis).ids().isEmpty();
    }

    /// @param said by the person
    /// @param picture shown with the facts; null for none
    /// @param limit for all rounds together
    Narrative write(
            Analysis analysis,
            Said said,
            String language,
            ChatQuestion.@Nullable Picture picture,
            Duration limit)
            throws NoUsableReport {
        Phrases phrases = Phrases.in(language);
        var writing = new Writing(analysis, said, phrases, picture, limit);
        CheckedReport report = writing.best();
        return new Narrative(
                phrases.language(),
                report.summary().isEmpty()
                        ? new SummarySentences(analysis, phrases).text()
                        : report.summary(),
                MustSay.completed(report.claims(), analysis, phrases),
                UrgencyRules.higher(UrgencyRules.of(analysis), report.urgency()),
                new RoutineRules(analysis, phrases).routine(),
                report.questions().isEmpty()
                        ? QuestionRules.questions(analysis, phrases)
                        : report.questions(),
                phrases.say("disclaimer"),
                new Narrative.Generator(
                        "llm",
                        model.model(),
                        prompt.id() + "-" + prompt.version(),
                        prompt.sha256(),
                        writing.attempts,
                        writing.promptTokens,
                        writing.completionTokens,
                        null,
                        report.dropped()));
    }

    private void count(CheckedReport report) {
        report.dropped()
                .forEach((rule, times) ->
                        meters.counter("dermflow.narrative.dropped", "rule", rule)
                                .increment(times));
    }

    /// One report under way. Used by one thread.
    private final class Writing {

        private final Said said;
        private final Phrases phrases;
        private final ChatQuestion.@Nullable Picture picture;
        private final long end;
        private Analysis analysis;
        private Evidence evidence;
        private Labels labels;
        private boolean shrunk;
        private int attempts;
        private int promptTokens;
        private int completionTokens;

        Writing(
                Analysis analysis,
                Said said,
                Phrases phrases,
                ChatQuestion.@Nullable Picture picture,
                Duration limit) {
            this.said = said;
            this.phrases = phrases;
            this.picture = picture;
            this.end = System.nanoTime() + limit.toNanos();
            this.analysis = FewerFacts.mostMarked(analysis);
            this.evidence = new Evidence(this.analysis, said);
            this.labels = new Labels(evidence);
        }

        /// The better of at most two rounds.
        CheckedReport best() throws NoUsableReport {
            List<String> broken = List.of();
            CheckedReport best = null;
            for (int round = 1; round <= ROUNDS; round++) {
                Optional<CheckedReport> report = answered(broken, round, best);
                report.ifPresent(ModelNarrator.this::count);
                if (report.isPresent() && !report.get().isPoor()) {
                    return report.get();
                }
                best = better(best, report.orElse(null));
                broken =
                        report.map(one -> List.copyOf(one.dropped().keySet()))
                                .orElse(List.of("unreadable"));
                meters.counter("dermflow.narrative.unusable", "round", Integer.toString(round))
                        .increment();
            }
            if (best == null || best.claims().isEmpty()) {
                throw new NoUsableReport(
                        new ChatFailed(ChatFailed.Kind.GARBAGE, "no usable report", null),
                        attempts);
            }
            return best;
        }

        /// A repair that fails costs nothing that the first round already gave.
        private Optional<CheckedReport> answered(
                List<String> broken, int round, @Nullable CheckedReport best)
                throws NoUsableReport {
            try {
                return DraftReader.read(ask(broken, round).text()).map(this::checked);
            } catch (NoUsableReport failed) {
                if (best == null || best.claims().isEmpty()) {
                    throw failed;
                }
                return Optional.empty();
            }
        }

        private CheckedReport checked(DraftReport draft) {
            return CheckedReport.of(
                    draft,
                    labels,
                    new ClaimCheck(evidence, phrases.language(), prompt.instructions()));
        }

        private ChatAnswer ask(List<String> broken, int round) throws NoUsableReport {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!left.isPositive()) {
                throw new NoUsableReport(
                        new ChatFailed(ChatFailed.Kind.TIMEOUT, "no time left", null), attempts);
            }
            attempts++;
            try {
                ChatAnswer answer = model.ask(question(broken, round), left);
                promptTokens += answer.promptTokens();
                completionTokens += answer.completionTokens();
                return answer;
            } catch (ChatFailed failed) {
                if (contextTooSmall(failed) && !shrunk) {
                    shrink();
                    return ask(broken, round);
                }
                throw new NoUsableReport(failed, attempts);
            }
        }

        private void shrink() {
            shrunk = true;
            analysis = FewerFacts.of(analysis);
            evidence = new Evidence(analysis, said);
            labels = new Labels(evidence);
        }

        private ChatQuestion question(List<String> broken, int round) {
            return new ChatQuestion(
                    ChatQuestion.Purpose.REPORT,
                    PAYER,
                    prompt.instructions(),
                    ReportFacts.render(evidence, labels, phrases.language()) + repair(broken),
                    forms.of(labels),
                    picture,
                    maxTokens,
                    round);
        }
    }

    private static boolean contextTooSmall(ChatFailed failed) {
        return failed.kind() == ChatFailed.Kind.CONTEXT_OVERFLOW;
    }

    private static @Nullable CheckedReport better(
            @Nullable CheckedReport one, @Nullable CheckedReport other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.claims().size() > one.claims().size() ? other : one;
    }

    /// The rules that the last answer broke, in words.
    private String repair(List<String> broken) {
        if (broken.isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        lines.add(prompt.repairs().getOrDefault("intro", ""));
        broken.stream()
                .sorted()
                .map(rule -> "- " + prompt.repairs().getOrDefault(rule, rule))
                .forEach(lines::add);
        return "\n\n" + String.join("\n", lines);
    }
}
