package io.dermflow.llm.endpoint;

import io.dermflow.llm.endpoint.ChatFailed.Again;
import io.dermflow.llm.endpoint.ChatFailed.Kind;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a server's error means. Shapes: vLLM `{"error":{message,type,param,code}}` or
/// `{"error":"Unauthorized"}`, llama.cpp the same with other types. Its message is looked at and
/// never passed on, because validation errors quote the prompt.
final class ErrorReply {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern OVERFLOW =
            Pattern.compile(
                    "maximum context length|available context size|context_length_exceeded",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern LOADING =
            Pattern.compile("loading model", Pattern.CASE_INSENSITIVE);
    private static final Set<String> OVERFLOW_PARAMS = Set.of("input_tokens", "input_text");
    private static final int NOT_IMPLEMENTED = 501;

    private ErrorReply() {}

    /// An HTTP status other than 200.
    static ChatFailed of(int status, byte[] body) {
        return classify(status, parse(body).path("error"));
    }

    /// An error event inside a stream; the status was 200 long ago.
    static ChatFailed inStream(JsonNode error) {
        int code = error.path("code").asInt(0);
        return classify(code >= 400 && code < 600 ? code : 500, error).maybe(Again.NEVER);
    }

    private static ChatFailed classify(int status, JsonNode error) {
        Kind kind = kind(status, error);
        return new ChatFailed(kind, "HTTP " + status, null).maybe(again(kind, status));
    }

    private static Kind kind(int status, JsonNode error) {
        if (status >= 400 && status < 500 && overflow(error)) {
            return Kind.CONTEXT_OVERFLOW;
        }
        if (status == 503 && LOADING.matcher(message(error)).find()) {
            return Kind.LOADING;
        }
        return switch (status) {
            case 401, 403 -> Kind.UNAUTHORIZED;
            case 429, 503 -> Kind.OVERLOADED;
            case 408 -> Kind.TIMEOUT;
            case NOT_IMPLEMENTED -> Kind.REFUSED;
            default ->
                    status >= 500 ? Kind.SERVER_ERROR : status >= 400 ? Kind.REFUSED : Kind.GARBAGE;
        };
    }

    private static Again again(Kind kind, int status) {
        return switch (kind) {
            case OVERLOADED, SERVER_ERROR, TIMEOUT -> Again.ANYWHERE;
            case LOADING, UNAUTHORIZED -> Again.ELSEWHERE;
            case REFUSED -> status == 404 ? Again.ELSEWHERE : Again.NEVER;
            default -> Again.NEVER;
        };
    }

    private static boolean overflow(JsonNode error) {
        return OVERFLOW_PARAMS.contains(error.path("param").asString(""))
                || error.path("type").asString("").equals("exceed_context_size_error")
                || OVERFLOW.matcher(error.path("code").asString("")).find()
                || OVERFLOW.matcher(message(error)).find();
    }

    private static String message(JsonNode error) {
        return error.isString() ? error.asString() : error.path("message").asString("");
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode parsed = MAPPER.readTree(body);
            return parsed == null ? MAPPER.createObjectNode() : parsed;
        } catch (JacksonException notJson) {
            return MAPPER.createObjectNode();
        }
    }
}
