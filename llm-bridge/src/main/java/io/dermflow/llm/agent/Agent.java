package io.dermflow.llm.agent;

import java.io.IOException;

/// Who can answer: one class of message each. Agents are stateless and thread-safe.
sealed interface Agent permits ClothingExpert, GeneralConversation, SafetyResponder {

    /// Answers, telling the sink on the way. There is an answer in every case, unless the reader
    /// has gone.
    ///
    /// @throws IOException when the reader has gone
    Answer answer(Turn turn, Decision decision, EventSink sink) throws IOException;
}
