package io.dermflow.llm.stylist;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.dermflow.llm.prompt.Prompt;
import io.dermflow.llm.text.Thoughts;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a model's text as JSON of a prompt's schema: the first object in it, whatever stands
/// around, within bounds of size and depth. Constrained decoding is not trusted: servers ignore
/// schemas silently (measured). Thread-safe.
public final class ModelJson {

    private static final JsonMapper STRICT =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(16)
                                                    .maxStringLength(4_000)
                                                    .maxNumberLength(32)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final Schema schema;

    public ModelJson(Prompt prompt) {
        this.schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(prompt.schema());
    }

    /// Empty when the text holds no object of this form.
    public Optional<JsonNode> read(String text) {
        String said = Thoughts.removed(text);
        int start = said.indexOf('{');
        if (start < 0) {
            return Optional.empty();
        }
        try (var parser = STRICT.createParser(said.substring(start))) {
            JsonNode node = STRICT.readTree(parser);
            return schema.validate(node).isEmpty() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
