package io.dermflow.llm.prompt;

import io.dermflow.llm.text.UserText;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What every prompt must keep to, checked when it is read: no template markers in the text, and a
/// schema that both vLLM's xgrammar and llama.cpp turn into a grammar. Servers ignore a keyword
/// they don't know without a word (measured), so none may be in it.
final class PromptCheck {

    private static final int MAX_CHARS = 20_000;

    private static final Set<String> KEYWORDS =
            Set.of(
                    "type",
                    "properties",
                    "required",
                    "additionalProperties",
                    "items",
                    "enum",
                    "minItems",
                    "maxItems",
                    "maxLength",
                    "minimum",
                    "maximum",
                    "description");

    private PromptCheck() {}

    static void check(Prompt prompt) {
        String name = prompt.id() + " " + prompt.version();
        String text = prompt.instructions();
        if (text.isBlank() || text.length() > MAX_CHARS) {
            throw new IllegalArgumentException("prompt " + name + ": no or too much text");
        }
        if (!UserText.clean(text, MAX_CHARS).equals(text.strip())) {
            throw new IllegalArgumentException("prompt " + name + ": template markers in it");
        }
        // An empty schema asks for free text.
        if (!prompt.schema().isEmpty()) {
            check(prompt.schema(), name);
        }
    }

    private static void check(JsonNode schema, String name) {
        for (String keyword : schema.propertyNames()) {
            if (!KEYWORDS.contains(keyword)) {
                throw new IllegalArgumentException("prompt " + name + ": keyword " + keyword);
            }
        }
        switch (schema.path("type").asString("")) {
            case "object" -> checkObject(schema, name);
            case "array" -> check(bounded(schema, "maxItems", name).path("items"), name);
            case "string", "integer", "boolean" -> {}
            default -> throw new IllegalArgumentException("prompt " + name + ": type of " + schema);
        }
    }

    private static void checkObject(JsonNode schema, String name) {
        JsonNode members = schema.path("properties");
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(member -> required.add(member.asString()));
        if (schema.path("additionalProperties").asBoolean(true)
                || !required.equals(new HashSet<>(members.propertyNames()))) {
            throw new IllegalArgumentException(
                    "prompt " + name + ": an object must be closed, and all of it required");
        }
        members.forEach(member -> check(member, name));
    }

    private static JsonNode bounded(JsonNode schema, String keyword, String name) {
        if (!schema.has(keyword)) {
            throw new IllegalArgumentException("prompt " + name + ": no " + keyword);
        }
        return schema;
    }
}
