package io.dermflow.llm.endpoint;

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
    static byte[] write(ChatQuestion question, String model, int maxTokens) {
        return MAPPER.writeValueAsBytes(
                Map.of(
                        "model",
                        model,
                        "messages",
                        List.of(
                                Map.of(
                                        "role",
                                        "user",
                                        "content",
                                        question.instructions() + "\n\n" + question.facts())),
                        "max_completion_tokens",
                        maxTokens,
                        "temperature",
                        0,
                        "top_p",
                        1,
                        "seed",
                        question.seed(),
                        "stream",
                        false,
                        "response_format",
                        Map.of(
                                "type",
                                "json_schema",
                                "json_schema",
                                Map.of(
                                        "name", question.schemaName(),
                                        "strict", true,
                                        "schema", question.schema()))));
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
