package io.dermflow.llm.endpoint;

import tools.jackson.databind.JsonNode;

/// One question with a fixed form of answer.
///
/// @param instructions byte-identical from call to call, so that the server's prefix cache holds
/// @param facts what differs
/// @param schema JSON Schema of the answer
/// @param seed another one for a repair round
public record ChatQuestion(
        String instructions, String facts, String schemaName, JsonNode schema, int seed) {

    @Override
    public String toString() {
        return "ChatQuestion[" + schemaName + "]";
    }
}
