package io.dermflow.llm.agent;

import io.dermflow.llm.session.Exchange;
import io.dermflow.llm.session.SessionId;
import java.util.List;

/// What is remembered of a conversation.
///
/// @param history oldest first
/// @param kept whether the new exchange can be remembered; false while the database is away
record Memory(SessionId session, List<Exchange> history, boolean kept) {

    Memory {
        history = List.copyOf(history);
    }
}
