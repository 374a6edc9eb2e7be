package io.dermflow.llm.narrative;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.dermflow.events.EventCodec;
import io.dermflow.llm.prompt.Prompt;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a model's text as a report of the prompt's schema: the first JSON object in it, whatever
/// stands around (fences, thoughts), within bounds of size and depth. Constrained decoding is not
/// trusted: servers ignore schemas silently (measured). Thread-safe.
final class DraftReader {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_STRING = 4_000;

    private static final JsonMapper STRICT =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(MAX_STRING)
                                                    .maxNumberLength(32)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final Schema schema;

    DraftReader(Prompt prompt) {
        this.schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(prompt.schema());
    }

    /// Empty when the text holds no report of this form.
    Optional<DraftReport> read(String text) {
        int start = text.indexOf('{', afterThought(text));
        if (start < 0) {
            return Optional.empty();
        }
        try (var parser = STRICT.createParser(text.substring(start))) {
            JsonNode draft = STRICT.readTree(parser);
            List<?> errors = schema.validate(draft);
            return errors.isEmpty()
                    ? Optional.of(EventCodec.mapper().treeToValue(draft, DraftReport.class))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// MedGemma 1.5 may think aloud before it answers: `<unused94>thought … <unused95>`.
    private static int afterThought(String text) {
        int end = text.lastIndexOf("<unused95>");
        return end < 0 ? 0 : end;
    }
}
