package io.dermflow.stack.endtoend;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the API document says of answers, held against real ones.
final class DocumentedAnswers {

    private final JsonNode document;
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    DocumentedAnswers(JsonNode document) {
        this.document = document;
    }

    /// Whether there is a schema for an answer of this status; refusals have none of their own.
    ///
    /// @param template the path as the document has it
    boolean describe(String method, String template, String status) {
        return schema(method, template, status) instanceof ObjectNode;
    }

    /// What is wrong with such an answer: what its schema refuses, and members that it doesn't
    /// name.
    List<String> problems(String method, String template, String status, String body) {
        ObjectNode whole = ((ObjectNode) schema(method, template, status)).deepCopy();
        whole.set("components", document.path("components"));
        List<String> problems = new ArrayList<>();
        registry.getSchema(whole)
                .validate(body, InputFormat.JSON)
                .forEach(error -> problems.add(error.toString()));
        for (String member : Person.JSON.readTree(body).propertyNames()) {
            if (!named(whole).path("properties").has(member)) {
                problems.add("undocumented member " + member);
            }
        }
        return problems.stream()
                .map(problem -> method + " " + template + " -> " + status + ": " + problem)
                .toList();
    }

    private JsonNode schema(String method, String template, String status) {
        return document.path("paths")
                .path(template)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses")
                .path(status)
                .path("content")
                .path("application/json")
                .path("schema");
    }

    /// The schema itself where it only points to one.
    private JsonNode named(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }
}
