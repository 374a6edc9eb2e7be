package io.dermflow.llm.agent;

import io.dermflow.llm.endpoint.ChatFailed;
import io.dermflow.llm.endpoint.ChatQuestion;
import io.dermflow.llm.endpoint.EndpointProperties;
import io.dermflow.llm.endpoint.LanguageModel;
import io.dermflow.llm.profile.Profile;
import io.dermflow.llm.profile.Profiles;
import io.dermflow.llm.prompt.Prompt;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Talks: the model's words as they come, cleaned and guarded; or, without a model, a short answer
/// by rules that says what it is.
///
/// Failure semantics: a model that fails before anybody has seen a word of it is replaced by the
/// rules; later the answer breaks off and says so.
@Component
final class GeneralConversation implements Agent {

    private static final Logger LOG = LoggerFactory.getLogger(GeneralConversation.class);
    private static final int SEED = 1;

    private final LanguageModel model;
    private final Profiles profiles;
    private final AgentProperties properties;
    private final Duration total;
    private final Prompt prompt = Prompt.load("chat", "1.0.0");

    GeneralConversation(
            LanguageModel model,
            Profiles profiles,
            AgentProperties properties,
            EndpointProperties endpoints) {
        this.model = model;
        this.profiles = profiles;
        this.properties = properties;
        this.total = endpoints.clocks().chatTotal();
    }

    @Override
    public Answer answer(Turn turn, Decision decision, EventSink sink) throws IOException {
        String node = decision.route().wireName();
        sink.send(new AgentEvent.Status(turn.phrases().say("generating"), node));
        Optional<Profile> known = profiles.of(turn.caller());
        if (known.isEmpty()) {
            sink.send(notice("profile_unavailable", turn.phrases().say("notice_profile"), node));
        }
        Profile profile = known.orElse(Profile.EMPTY);
        Answer answer =
                model.configured()
                        ? byModel(turn, profile, sink, node)
                        : byRules(turn, profile, null, sink, node);
        sink.send(notice("disclaimer", turn.phrases().say("disclaimer"), node));
        return answer;
    }

    private Answer byModel(Turn turn, Profile profile, EventSink sink, String node)
            throws IOException {
        Speech speech = new Speech(sink, node);
        try {
            model.stream(question(turn, profile), total, speech::hear);
            speech.end();
        } catch (ChatFailed failed) {
            return failed(failed, speech, turn, profile, sink, node);
        }
        if (speech.leftOut() > 0) {
            sink.send(notice("left_out", turn.phrases().say("notice_left_out"), node));
        }
        return speech.text().isBlank()
                ? byRules(turn, profile, "llm_unusable", sink, node)
                : new Answer(speech.text(), true, generator());
    }

    private Answer failed(
            ChatFailed failed,
            Speech speech,
            Turn turn,
            Profile profile,
            EventSink sink,
            String node)
            throws IOException {
        if (failed.kind() == ChatFailed.Kind.CLIENT_GONE) {
            throw new IOException("nobody reads any more", failed);
        }
        LOG.warn("chat failed code={} error={}", failed.code(), failed.getMessage());
        if (speech.text().isEmpty() || sink.retractable()) {
            return byRules(turn, profile, failed.code(), sink, node);
        }
        boolean retryable = failed.kind().countsAgainstServer();
        sink.send(
                new AgentEvent.Failed(
                        failed.code(), retryable, turn.phrases().say("error_broken"), node));
        return new Answer(speech.text(), false, generator());
    }

    /// What it can do, and what the person's own results say, in their own words.
    private static Answer byRules(
            Turn turn, Profile profile, @Nullable String failure, EventSink sink, String node)
            throws IOException {
        AgentPhrases phrases = turn.phrases();
        sink.send(notice("degraded", phrases.say("notice_rules"), node));
        Speech speech = new Speech(sink, node);
        speech.say(phrases.say("general_can"));
        if (profile.season() != null) {
            speech.say("\n\n" + phrases.say("general_season", profile.season().title()));
        }
        Profile.LastReport report = profile.report();
        speech.say(
                "\n\n"
                        + (report == null
                                ? phrases.say("general_no_report")
                                : phrases.say("general_report", day(report), words(report))));
        return new Answer(speech.text(), true, Answer.Generator.rules(failure));
    }

    private static String day(Profile.LastReport report) {
        return report.at().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static String words(Profile.LastReport report) {
        return report.summary().isEmpty() ? report.findings() : report.summary();
    }

    ChatQuestion question(Turn turn, Profile profile) {
        return new ChatQuestion(
                ChatQuestion.Purpose.CHAT,
                turn.payer(),
                prompt.instructions(),
                TurnFacts.of(turn, profile),
                null,
                null,
                properties.maxTokens(),
                SEED);
    }

    private Answer.Generator generator() {
        return Answer.Generator.llm(model.model(), prompt.id() + "-" + prompt.version());
    }

    private static AgentEvent notice(String code, String message, String node) {
        return new AgentEvent.Notice(code, message, node);
    }

    /// What was said so far; for one thread.
    private static final class Speech {

        private final EventSink sink;
        private final String node;
        private final SentenceGate gate = new SentenceGate();
        private final StringBuilder said = new StringBuilder();

        Speech(EventSink sink, String node) {
            this.sink = sink;
            this.node = node;
        }

        void hear(String piece) throws IOException {
            say(gate.next(piece));
        }

        void end() throws IOException {
            say(gate.end());
        }

        void say(String text) throws IOException {
            String piece = said.isEmpty() ? text.stripLeading() : text;
            if (!piece.isEmpty()) {
                said.append(piece);
                sink.send(new AgentEvent.Chunk(piece, node));
            }
        }

        int leftOut() {
            return gate.leftOut();
        }

        String text() {
            return said.toString();
        }
    }
}
