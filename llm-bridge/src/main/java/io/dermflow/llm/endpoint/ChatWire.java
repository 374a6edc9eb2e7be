package io.dermflow.llm.endpoint;

import io.dermflow.llm.endpoint.ChatQuestion.Purpose;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The request body of `/v1/chat/completions`.
final class ChatWire {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ChatWire() {}

    /// One user turn: Gemma's template has no system role and wants strict alternation. Sampling is
    /// always sent, because null means the model's own defaults. Nothing here says who asked.
    static byte[] write(ChatQuestion question, String model, boolean multimodal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", model);
        body.put(
                "messages",
                List.of(ordered("role", "user", "content", content(question, multimodal))));
        body.put("max_completion_tokens", question.maxTokens());
        body.put("temperature", question.purpose() == Purpose.CHAT ? 0.4 : 0);
        body.put("top_p", question.purpose() == Purpose.CHAT ? 0.95 : 1);
        body.put("seed", question.seed());
        body.put("stream", true);
        body.put("stream_options", Map.of("include_usage", true));
        var form = question.form();
        if (form != null) {
            body.put("response_format", responseFormat(form));
        }
        return MAPPER.writeValueAsBytes(body);
    }

    /// The instructions come first, so that the server's prefix cache holds over every picture.
    private static Object content(ChatQuestion question, boolean multimodal) {
        var picture = question.picture();
        if (picture == null || !multimodal) {
            return question.instructions() + "\n\n" + question.facts();
        }
        String uri =
                "data:"
                        + picture.mediaType()
                        + ";base64,"
                        + Base64.getEncoder().encodeToString(picture.bytes());
        return List.of(
                ordered("type", "text", "text", question.instructions() + "\n\n"),
                ordered("type", "image_url", "image_url", Map.of("url", uri)),
                ordered("type", "text", "text", "\n\n" + question.facts()));
    }

    private static Map<String, Object> responseFormat(ChatQuestion.Form form) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("name", form.name());
        schema.put("strict", true);
        schema.put("schema", form.schema());
        return ordered("type", "json_schema", "json_schema", schema);
    }

    private static Map<String, Object> ordered(
            String first, Object one, String second, Object two) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }
}
