package io.dermflow.llm.endpoint;

import io.dermflow.llm.endpoint.ChatFailed.Kind;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Puts an answer together from what a server sends, piece by piece or whole, as vLLM and llama.cpp
/// do. Neither status 200 nor `[DONE]` proves success: an answer is one that saw a finish reason
/// and no error. Not thread-safe.
final class AnswerReader {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String DONE = "[DONE]";

    private final int maxBytes;
    private final StringBuilder text = new StringBuilder();
    private int bytes;
    private String finish = "";
    private String model = "";
    private boolean declined;
    private boolean done;
    private int promptTokens;
    private int completionTokens;

    AnswerReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// @param data of one event
    /// @return the text it adds, often none
    String event(String data) throws ChatFailed {
        if (data.strip().equals(DONE)) {
            done = true;
            return "";
        }
        return read(parse(data), "delta");
    }

    /// A server that does not stream.
    ///
    /// @return the text
    String whole(String body) throws ChatFailed {
        return read(parse(body), "message");
    }

    private String read(JsonNode chunk, String part) throws ChatFailed {
        JsonNode error = chunk.path("error");
        if (!error.isMissingNode() && !error.isNull()) {
            throw ErrorReply.inStream(error);
        }
        model = chunk.path("model").asString(model);
        readUsage(chunk.path("usage"));
        JsonNode choice = chunk.path("choices").path(0);
        finish = choice.path("finish_reason").asString(finish);
        JsonNode message = choice.has(part) ? choice.path(part) : choice.path("message");
        declined |= !message.path("refusal").asString("").isBlank();
        JsonNode content = message.path("content");
        return content.isString() ? add(content.asString()) : "";
    }

    private String add(String piece) throws ChatFailed {
        bytes += piece.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            throw new ChatFailed(Kind.GARBAGE, "the answer is too long", null);
        }
        text.append(piece);
        return piece;
    }

    private void readUsage(JsonNode usage) {
        promptTokens = Math.max(promptTokens, usage.path("prompt_tokens").asInt(0));
        completionTokens = Math.max(completionTokens, usage.path("completion_tokens").asInt(0));
    }

    /// Whether the model has said that it is through; usage may still come.
    boolean finished() {
        return !finish.isEmpty();
    }

    /// Whether nothing more can come.
    boolean done() {
        return done;
    }

    /// @throws ChatFailed when this is no answer
    ChatAnswer answer(String endpoint) throws ChatFailed {
        if (!finished()) {
            Kind kind = done || bytes == 0 ? Kind.GARBAGE : Kind.TRANSPORT;
            throw new ChatFailed(kind, "ended without a finish reason", null);
        }
        return switch (finish) {
            case "stop", "length" -> usable(endpoint);
            case "content_filter" -> throw new ChatFailed(Kind.DECLINED, "content filter", null);
            case "abort", "error" ->
                    throw new ChatFailed(Kind.SERVER_ERROR, "the server gave up", null);
            default -> throw new ChatFailed(Kind.GARBAGE, "not a finished answer", null);
        };
    }

    private ChatAnswer usable(String endpoint) throws ChatFailed {
        if (text.toString().isBlank()) {
            if (declined) {
                throw new ChatFailed(Kind.DECLINED, "the model declined", null);
            }
            throw finish.equals("length")
                    ? new ChatFailed(Kind.TRUNCATED, "stopped by length", null)
                    : new ChatFailed(Kind.EMPTY, "no text", null);
        }
        return new ChatAnswer(
                text.toString(), promptTokens, completionTokens, finish, model, endpoint);
    }

    private static JsonNode parse(String data) throws ChatFailed {
        try {
            JsonNode chunk = MAPPER.readTree(data);
            if (chunk == null || !chunk.isObject()) {
                throw new ChatFailed(Kind.GARBAGE, "no JSON object", null);
            }
            return chunk;
        } catch (JacksonException e) {
            // The parser's message quotes the answer, so it is not kept as the cause.
            throw new ChatFailed(Kind.GARBAGE, "no JSON", null);
        }
    }
}
