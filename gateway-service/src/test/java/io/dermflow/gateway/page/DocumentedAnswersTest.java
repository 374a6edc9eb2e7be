package io.dermflow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API document against itself; that the services answer so is `ExamplesTest`'s.
class DocumentedAnswersTest {

    private final JsonNode document = document();

    @Test
    void everyJsonAnswerHasItsSchema() {
        List<String> without = new ArrayList<>();
        int answers = 0;
        for (var path : document.path("paths").properties()) {
            for (var door : path.getValue().properties()) {
                for (var answer : door.getValue().path("responses").properties()) {
                    JsonNode json = answer.getValue().path("content").path("application/json");
                    if (answer.getKey().startsWith("2") && json.isObject()) {
                        answers++;
                        if (json.path("schema").isEmpty()) {
                            without.add(door.getKey() + " " + path.getKey());
                        }
                    }
                }
            }
        }

        assertThat(answers).isGreaterThan(50);
        assertThat(without).isEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = document.findValues("$ref");

        assertThat(references).hasSizeGreaterThan(100);
        assertThat(references)
                .allSatisfy(reference ->
                        assertThat(document.at(reference.asString().substring(1)).isObject())
                                .as(reference.asString())
                                .isTrue());
    }

    private static JsonNode document() {
        try (InputStream in =
                DocumentedAnswersTest.class.getResourceAsStream("/api-docs/openapi.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
