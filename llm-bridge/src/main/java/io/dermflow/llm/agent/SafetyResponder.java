package io.dermflow.llm.agent;

import java.io.IOException;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Answers a red flag from code: the same words every time, in the language of the words that
/// raised it. No model is asked.
@Component
final class SafetyResponder implements Agent {

    @Override
    public Answer answer(Turn turn, Decision decision, EventSink sink) throws IOException {
        String node = decision.route().wireName();
        RedFlags.Flag flag = Objects.requireNonNull(decision.flag(), "a red flag");
        AgentPhrases phrases = AgentPhrases.in(flag.language());
        String message = phrases.say(flag.kind().phrase());
        sink.send(new AgentEvent.Status(phrases.say("generating"), node));
        sink.send(new AgentEvent.Chunk(message, node));
        sink.send(new AgentEvent.Notice("disclaimer", phrases.say("disclaimer"), node));
        return new Answer(message, true, Answer.Generator.safety());
    }
}
