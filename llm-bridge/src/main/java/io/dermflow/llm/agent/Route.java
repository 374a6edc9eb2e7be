package io.dermflow.llm.agent;

import java.util.Locale;

/// Where a message belongs, by the words of seed 004.
enum Route {
    CLOTHING("ClothingExpert"),
    GENERAL("GeneralConversation");

    private final String agent;

    Route(String agent) {
        this.agent = agent;
    }

    /// `metadata.agent_used`.
    String agent() {
        return agent;
    }

    /// Both the intent and the step of the graph.
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
