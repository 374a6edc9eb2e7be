package io.dermflow.llm.agent;

import io.dermflow.events.UserId;
import io.dermflow.llm.session.SessionId;
import io.dermflow.llm.stylist.Outfit;
import java.time.Instant;

/// What happens on the way to an answer, in seed 004's order: opened, status, routed, status, then
/// chunks or items, message complete, finished. Notices may stand anywhere between; after a failure
/// the message is not complete, and finished is still last.
sealed interface AgentEvent {

    record Opened(SessionId session, UserId user, Instant at) implements AgentEvent {}

    /// @param node the step of the graph
    record Status(String text, String node) implements AgentEvent {}

    record Routed(Decision decision, SessionId session) implements AgentEvent {}

    /// A piece of a conversational answer, harmless as it is; all pieces together are the message.
    record Chunk(String text, String node) implements AgentEvent {}

    record Items(Outfit outfit, String node) implements AgentEvent {}

    /// Something the reader should know about the answer.
    ///
    /// @param code stable
    record Notice(String code, String message, String node) implements AgentEvent {}

    /// The answer broke off.
    ///
    /// @param code stable
    /// @param retryable whether asking again may help
    record Failed(String code, boolean retryable, String message, String node)
            implements AgentEvent {}

    record MessageComplete(String node) implements AgentEvent {}

    record Finished(Decision decision, SessionId session, Answer answer) implements AgentEvent {}
}
