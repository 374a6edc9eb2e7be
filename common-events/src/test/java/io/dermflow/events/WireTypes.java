package io.dermflow.events;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Types whose wire form is a plain string: ids, instants, enums.
final class WireTypes implements CustomDefinitionProviderV2 {

    private static final Set<Class<?>> IDS = Set.of(TaskId.class, UserId.class);

    @Override
    public @Nullable CustomDefinition provideCustomSchemaDefinition(
            ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        ObjectNode node = context.getGeneratorConfig().createObjectNode();
        if (IDS.contains(raw)) {
            return inline(node.put("type", "string").put("format", "uuid"));
        }
        if (raw == Instant.class) {
            return inline(node.put("type", "string").put("format", "date-time"));
        }
        if (raw.isEnum() && WireEnum.class.isAssignableFrom(raw)) {
            var values = node.put("type", "string").putArray("enum");
            Arrays.stream(raw.getEnumConstants())
                    .forEach(constant -> values.add(((WireEnum) constant).wireName()));
            return inline(node);
        }
        return null;
    }

    private static CustomDefinition inline(ObjectNode node) {
        return new CustomDefinition(node, true);
    }
}
