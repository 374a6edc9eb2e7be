package io.dermflow.llm.agent;

import io.dermflow.kit.security.Caller;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// One message of one person, checked and cleaned.
///
/// @param language of the answer, one of the five
/// @param message cleaned user text: data
/// @param context cleaned
/// @param at when it came
record Turn(
        Caller caller,
        String language,
        String message,
        ObjectNode context,
        Memory memory,
        Instant at) {

    AgentPhrases phrases() {
        return AgentPhrases.in(language);
    }

    /// Whose token budget pays.
    String payer() {
        return caller.userId().toString();
    }

    @Override
    public String toString() {
        return "Turn[" + memory.session() + "]";
    }
}
