package io.dermflow.kit.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/// Makes each `key={}` of a message a field of the JSON line, so that a search for a task needs no
/// text parsing. The message itself stays as it is.
public final class LogFields implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {

    private static final Pattern HOLE = Pattern.compile("(?:([A-Za-z][A-Za-z0-9]*)=)?\\{}");

    /// Written by the format itself; a line with one name twice is refused by Spring.
    private static final Set<String> TAKEN =
            Set.of("message", "level", "service", "trace_id", "span_id", "tags");

    @Override
    public void customize(JsonWriter.Members<ILoggingEvent> members) {
        members.add().usingPairs(LogFields::write);
    }

    private static void write(ILoggingEvent event, BiConsumer<String, Object> field) {
        of(event.getMessage(), event.getArgumentArray()).forEach(field);
    }

    /// Numbers and truth values stay what they are, the rest becomes text.
    static Map<String, Object> of(String template, Object[] arguments) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (template == null || arguments == null) {
            return fields;
        }
        var hole = HOLE.matcher(template);
        for (int next = 0; next < arguments.length && hole.find(); next++) {
            String key = hole.group(1);
            if (key != null && !TAKEN.contains(key)) {
                fields.put(key, value(arguments[next]));
            }
        }
        return fields;
    }

    private static Object value(Object argument) {
        return argument instanceof Number || argument instanceof Boolean
                ? argument
                : String.valueOf(argument);
    }
}
