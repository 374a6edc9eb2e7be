package io.dermflow.llm.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The wire format of `/v1/chat/completions`, as vLLM and llama.cpp speak it.
final class ChatWire {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ChatWire() {}

    /// One user turn: Gemma's template has no system role and wants strict alternation. Sampling is
    /// always sent, because null means the model's own defaults.
    static byte[] write(ChatQuestion question, String model) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", model);
        body.put(
                "messages",
                List.of(
                        Map.of(
                                "role",
                                "user",
                                "content",
                                question.instructions() + "\n\n" + question.facts())));
        body.put("max_completion_tokens", question.maxTokens());
        body.put("temperature", 0);
        body.put("top_p", 1);
        body.put("seed", question.seed());
        body.put("stream", false);
        var form = question.form();
        if (form != null) {
            body.put(
                    "response_format",
                    Map.of(
                            "type",
                            "json_schema",
                            "json_schema",
                            Map.of("name", form.name(), "strict", true, "schema", form.schema())));
        }
        return MAPPER.writeValueAsBytes(body);
    }

    static ChatAnswer read(int status, byte[] body) throws ChatFailed {
        if (status != 200) {
            throw new ChatFailed(kind(status), "HTTP " + status, null);
        }
        JsonNode answer = parse(body);
        JsonNode choice = answer.path("choices").path(0);
        String finish = choice.path("finish_reason").asString("");
        String text = choice.path("message").path("content").asString("");
        if (finish.equals("length") && text.isBlank()) {
            throw new ChatFailed(ChatFailed.Kind.TRUNCATED, "stopped by length", null);
        }
        if (!finish.equals("stop") && !finish.equals("length")) {
            throw new ChatFailed(ChatFailed.Kind.GARBAGE, "not a finished answer", null);
        }
        JsonNode usage = answer.path("usage");
        return new ChatAnswer(
                text,
                Math.max(0, usage.path("prompt_tokens").asInt(0)),
                Math.max(0, usage.path("completion_tokens").asInt(0)));
    }

    private static JsonNode parse(byte[] body) throws ChatFailed {
        try {
            JsonNode answer = MAPPER.readTree(body);
            if (answer == null || !answer.isObject()) {
                throw new ChatFailed(ChatFailed.Kind.GARBAGE, "200 without a JSON object", null);
            }
            return answer;
        } catch (JacksonException e) {
            throw new ChatFailed(ChatFailed.Kind.GARBAGE, "200 without JSON", null);
        }
    }

    private static ChatFailed.Kind kind(int status) {
        return switch (status) {
            case 401, 403 -> ChatFailed.Kind.UNAUTHORIZED;
            case 429, 503 -> ChatFailed.Kind.OVERLOADED;
            default ->
                    status >= 500
                            ? ChatFailed.Kind.SERVER_ERROR
                            : status >= 400 ? ChatFailed.Kind.REFUSED : ChatFailed.Kind.GARBAGE;
        };
    }
}
