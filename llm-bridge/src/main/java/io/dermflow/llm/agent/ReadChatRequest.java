package io.dermflow.llm.agent;

import io.dermflow.kit.problem.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// Reads a chat request within its bounds: `413` for a body, `400` for a message or context that is
/// too large, too deep or not understood. Never more than the bound is held in memory.
@Component
class ReadChatRequest {

    /// What the body adds around its context.
    private static final int OUTER_LEVELS = 1;

    private final AgentProperties bounds;
    private final JsonMapper mapper;

    ReadChatRequest(AgentProperties bounds) {
        this.bounds = bounds;
        this.mapper =
                JsonMapper.builder(factory(bounds.maxContextDepth() + OUTER_LEVELS))
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build();
    }

    private static JsonFactory factory(int depth) {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(depth).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    ChatRequest read(HttpServletRequest request) throws IOException {
        int max = Math.toIntExact(bounds.maxBody().toBytes());
        byte[] body = request.getInputStream().readNBytes(max + 1);
        if (body.length > max) {
            throw new ApiProblem(
                    HttpStatus.CONTENT_TOO_LARGE, "payload_too_large", "The request is too large.");
        }
        ChatRequest chat = parsed(body);
        checkMessage(chat.message());
        checkContext(chat.context());
        return chat;
    }

    private ChatRequest parsed(byte[] body) {
        try {
            ChatRequest chat = mapper.readValue(body, ChatRequest.class);
            if (chat == null) {
                throw invalid("invalid_request", "A JSON object is needed.");
            }
            return chat;
        } catch (UnrecognizedPropertyException unknown) {
            throw invalid("invalid_field", "There is no such field in a chat request.")
                    .with("field", unknown.getPropertyName());
        } catch (JacksonException unreadable) {
            // Its message holds pieces of the body.
            throw invalid(
                    "invalid_request",
                    "The body is no JSON object with a 'message', or it is nested too deep.");
        }
    }

    private void checkMessage(@Nullable String message) {
        if (message == null || message.isBlank()) {
            throw invalid("invalid_field", "A message is needed.").with("field", "message");
        }
        if (message.length() > bounds.maxMessage()) {
            throw invalid("message_too_long", "The message is too long.")
                    .with("field", "message")
                    .with("max", bounds.maxMessage());
        }
    }

    private void checkContext(@Nullable JsonNode context) {
        if (context == null || context.isNull()) {
            return;
        }
        if (!context.isObject()) {
            throw invalid("invalid_field", "The context must be an object.")
                    .with("field", "context");
        }
        if (context.toString().length() > bounds.maxContext()) {
            throw invalid("context_too_large", "The context is too large.")
                    .with("field", "context")
                    .with("max", bounds.maxContext());
        }
    }

    private static ApiProblem invalid(String code, String detail) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, code, detail);
    }
}
