package io.dermflow.llm.agent;

import io.dermflow.llm.text.ModelText;
import io.dermflow.llm.text.UserText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A client's context as data that a model may see: every name and text cleaned, every list cut.
final class CleanContext {

    private static final int MAX_MEMBERS = 50;
    private static final int MAX_NAME = 40;
    private static final int MAX_TEXT = 400;
    private static final int MAX_PIECE = 80;

    private CleanContext() {}

    /// @param context an object within its bounds of size and depth
    static ObjectNode of(JsonNode context) {
        ObjectNode clean = JsonMapper.shared().createObjectNode();
        context.properties().stream()
                .limit(MAX_MEMBERS)
                .forEach(member ->
                        clean.set(
                                UserText.clean(member.getKey(), MAX_NAME),
                                value(member.getValue())));
        return clean;
    }

    /// The pieces of a wardrobe that can be named to their owner: texts, or objects with a `name`.
    static List<String> wardrobe(ObjectNode context) {
        List<String> pieces = new ArrayList<>();
        for (JsonNode piece : context.path("wardrobe")) {
            String name = piece.isString() ? piece.asString() : piece.path("name").asString("");
            String shown = ModelText.clean(name);
            if (!shown.isEmpty() && shown.length() <= MAX_PIECE) {
                pieces.add(shown);
            }
        }
        return pieces;
    }

    private static JsonNode value(JsonNode node) {
        if (node.isObject()) {
            return of(node);
        }
        if (node.isArray()) {
            ArrayNode list = JsonMapper.shared().createArrayNode();
            node.values().stream().limit(MAX_MEMBERS).forEach(one -> list.add(value(one)));
            return list;
        }
        return node.isString()
                ? JsonMapper.shared()
                        .getNodeFactory()
                        .stringNode(UserText.clean(node.asString(), MAX_TEXT))
                : node;
    }
}
