package io.dermflow.llm.agent;

import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.llm.session.Exchange;
import io.dermflow.llm.session.Sessions;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The story of a turn: classify, let the one agent answer, remember. Tells the sink everything on
/// the way, in the order of [AgentEvent]; the last event is always the finished one, unless the
/// reader has gone.
@Component
class Converse {

    private static final Logger LOG = LoggerFactory.getLogger(Converse.class);
    private static final String CLASSIFY = "classify";

    private final DecideRoute route;
    private final ClothingExpert clothing;
    private final GeneralConversation general;
    private final SafetyResponder safety;
    private final Sessions sessions;
    private final MeterRegistry meters;

    Converse(
            DecideRoute route,
            ClothingExpert clothing,
            GeneralConversation general,
            SafetyResponder safety,
            Sessions sessions,
            MeterRegistry meters) {
        this.route = route;
        this.clothing = clothing;
        this.general = general;
        this.safety = safety;
        this.sessions = sessions;
        this.meters = meters;
    }

    /// @throws IOException when the reader has gone; nothing is remembered then
    void converse(Turn turn, EventSink sink) throws IOException {
        Memory memory = turn.memory();
        sink.send(new AgentEvent.Opened(memory.session(), turn.caller().userId(), turn.at()));
        sink.send(new AgentEvent.Status(turn.phrases().say("analyzing"), CLASSIFY));
        Decision decision = route.decide(turn);
        sink.send(new AgentEvent.Routed(decision, memory.session()));
        Answer answer = agent(decision).answer(turn, decision, sink);
        boolean remembered = !answer.complete() || remember(turn, answer);
        String node = decision.route().wireName();
        if (!memory.kept() || !remembered) {
            String words = turn.phrases().say("notice_memory");
            sink.send(new AgentEvent.Notice("memory_unavailable", words, node));
        }
        if (answer.complete()) {
            sink.send(new AgentEvent.MessageComplete(node));
        }
        sink.send(new AgentEvent.Finished(decision, memory.session(), answer));
        count(decision, answer);
    }

    private Agent agent(Decision decision) {
        if (decision.flag() != null) {
            return safety;
        }
        return switch (decision.route()) {
            case CLOTHING -> clothing;
            case GENERAL -> general;
        };
    }

    private boolean remember(Turn turn, Answer answer) {
        if (!turn.memory().kept()) {
            return false;
        }
        try {
            sessions.remember(
                    turn.caller().userId(),
                    turn.memory().session(),
                    new Exchange(turn.message(), answer.message()));
            return true;
        } catch (DependencyUnavailable away) {
            LOG.warn(
                    "not remembered session={} error={}",
                    turn.memory().session(),
                    away.getMessage());
            return false;
        }
    }

    private void count(Decision decision, Answer answer) {
        meters.counter(
                        "dermflow.agent.answers",
                        "route",
                        decision.route().wireName(),
                        "kind",
                        answer.generator().kind(),
                        "complete",
                        Boolean.toString(answer.complete()))
                .increment();
    }
}
