package io.dermflow.llm.session;

import java.time.Instant;
import java.util.List;

/// A whole conversation, as far as it is kept, for its owner.
///
/// @param messages oldest first
public record Transcript(
        SessionId sessionId, Instant startedAt, Instant lastAt, List<Message> messages) {

    public Transcript {
        messages = List.copyOf(messages);
    }

    /// A question and its answer.
    public record Message(String asked, String answered, Instant at) {

        /// Says nothing of what was said.
        @Override
        public String toString() {
            return "Message[" + at + "]";
        }
    }

    @Override
    public String toString() {
        return "Transcript[" + sessionId + "]";
    }
}
