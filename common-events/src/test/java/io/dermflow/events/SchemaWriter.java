package io.dermflow.events;

import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Derives the JSON Schema (2020-12) of a record from the record itself: snake_case names, fields
/// required unless `@Nullable`, other fields allowed, because records change by addition.
final class SchemaWriter {

    /// Members that came after the first release: older records lack them, so none is required.
    private static final java.util.Set<String> CAME_LATER =
            java.util.Set.of(
                    "Analysis.features",
                    "Analysis.regions",
                    "Finding.answers",
                    "Finding.alignedMm",
                    "Finding.explanations",
                    "SkinFeature.alignedMm",
                    "Face.features",
                    "Generator.dropped",
                    "FindingsReady.reportVersion");

    private SchemaWriter() {}

    static JsonNode write(Class<?> type) {
        var config =
                new SchemaGeneratorConfigBuilder(
                                SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                        .with(
                                new JacksonSchemaModule(
                                        JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
                                        JacksonOption.RESPECT_JSONPROPERTY_ORDER))
                        .with(Option.DEFINITIONS_FOR_ALL_OBJECTS);
        config.forFields()
                .withNullableCheck(field ->
                        field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class))
                .withRequiredCheck(field ->
                        !CAME_LATER.contains(
                                        field.getDeclaringType().getErasedType().getSimpleName()
                                                + "."
                                                + field.getDeclaredName())
                                && !field.getRawMember()
                                        .getAnnotatedType()
                                        .isAnnotationPresent(Nullable.class))
                .withPropertyNameOverrideResolver(field -> {
                    var named =
                            field.getAnnotationConsideringFieldAndGetter(
                                    com.fasterxml.jackson.annotation.JsonProperty.class);
                    return named == null ? snakeCase(field.getDeclaredName()) : named.value();
                });
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(new WireTypes())
                .withStringFormatResolver(scope ->
                        scope.getType().getErasedType() == java.time.Instant.class
                                ? "date-time"
                                : null);
        return new SchemaGenerator(config.build()).generateSchema(type);
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }
}
