package io.dermflow.llm.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// The JSON of each event, in seed 004's shapes and order of keys; `seq` is ours, from 1.
final class EventFrames {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();

    private EventFrames() {}

    static String json(AgentEvent event, int seq) {
        Map<String, Object> frame = frame(event);
        frame.put("seq", seq);
        return MAPPER.writeValueAsString(frame);
    }

    private static Map<String, Object> frame(AgentEvent event) {
        return switch (event) {
            case AgentEvent.Opened opened -> opened(opened);
            case AgentEvent.Status status -> frame("status", status.text(), status.node());
            case AgentEvent.Routed routed -> frame("metadata", routed(routed), "classify");
            case AgentEvent.Chunk chunk -> frame("chunk", chunk.text(), chunk.node());
            case AgentEvent.Items items -> frame("clothing_item", items.outfit(), items.node());
            case AgentEvent.Notice notice ->
                    frame(
                            "notice",
                            content("code", notice.code(), "message", notice.message()),
                            notice.node());
            case AgentEvent.Failed failed -> failed(failed);
            case AgentEvent.MessageComplete complete ->
                    frame("metadata", content("message_complete", true), complete.node());
            case AgentEvent.Finished finished -> frame("done", finished(finished), "end");
        };
    }

    private static Map<String, Object> opened(AgentEvent.Opened opened) {
        return content(
                "type",
                "metadata",
                "session_id",
                opened.session(),
                "user_id",
                opened.user(),
                "timestamp",
                opened.at().toString());
    }

    private static Map<String, Object> routed(AgentEvent.Routed routed) {
        return content(
                "route", routed.decision().route().wireName(), "session_id", routed.session());
    }

    private static Map<String, Object> failed(AgentEvent.Failed failed) {
        return content(
                "type",
                "error",
                "code",
                failed.code(),
                "retryable",
                failed.retryable(),
                "message",
                failed.message(),
                "node",
                failed.node());
    }

    private static Map<String, Object> finished(AgentEvent.Finished finished) {
        Answer answer = finished.answer();
        Map<String, Object> content =
                content(
                        "route",
                        finished.decision().route().wireName(),
                        "session_id",
                        finished.session(),
                        "message",
                        answer.message(),
                        "complete",
                        answer.complete(),
                        "generator",
                        answer.generator());
        if (finished.decision().flag() != null) {
            content.put("safety", true);
        }
        return content;
    }

    private static Map<String, Object> frame(String type, Object content, String node) {
        return content("type", type, "content", content, "node", node);
    }

    private static Map<String, Object> content(Object... pairs) {
        Map<String, Object> content = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            content.put((String) pairs[i], pairs[i + 1]);
        }
        return content;
    }
}
