package io.dermflow.llm.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The events of one answer, for a reader who waits for the whole. For one thread.
final class CollectedAnswer implements EventSink {

    private static final String WORKFLOW_VERSION = "1.0";

    private final List<Map<String, String>> notices = new ArrayList<>();
    private AgentEvent.@Nullable Finished finished;

    @Override
    public void send(AgentEvent event) {
        if (event instanceof AgentEvent.Notice notice) {
            notices.add(Map.of("code", notice.code(), "message", notice.message()));
        } else if (event instanceof AgentEvent.Finished end) {
            finished = end;
        }
    }

    @Override
    public boolean retractable() {
        return true;
    }

    /// What `POST /api/v1/agent/chat` answers, in seed 004's shape.
    record View(String message, String sessionId, Metadata metadata) {}

    /// @param safety present and true for the answer to a red flag
    /// @param notices what the reader should know about the answer
    record Metadata(
            Instant timestamp,
            String workflowVersion,
            String intentClassification,
            String classificationConfidence,
            String agentUsed,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean safety,
            Answer.Generator generator,
            List<Map<String, String>> notices) {

        Metadata {
            notices = List.copyOf(notices);
        }
    }

    View view(Instant now) {
        AgentEvent.Finished end = Objects.requireNonNull(finished, "the answer has ended");
        Decision decision = end.decision();
        return new View(
                end.answer().message(),
                end.session().value(),
                new Metadata(
                        now,
                        WORKFLOW_VERSION,
                        decision.route().wireName(),
                        decision.confidence(),
                        decision.route().agent(),
                        decision.flag() == null ? null : true,
                        end.answer().generator(),
                        notices));
    }
}
