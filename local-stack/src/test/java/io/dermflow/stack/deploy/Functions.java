package io.dermflow.stack.deploy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Pipelines of a template and the functions they call.
final class Functions {

    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|[()|]|[^\\s()|]+");

    private final BiFunction<String, Object, String> include;

    Functions(BiFunction<String, Object, String> include) {
        this.include = include;
    }

    @Nullable Object evaluate(String pipeline, Object data, GoTemplate.Scope scope) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(pipeline);
        while (word.find()) {
            words.add(word.group());
        }
        return new Reader(words, data, scope).pipeline();
    }

    static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case Number number -> number.doubleValue() != 0;
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    private @Nullable Object call(String name, List<@Nullable Object> given) {
        return switch (name) {
            case "quote" -> "\"" + Objects.toString(given.getFirst(), "") + "\"";
            case "base" -> {
                String path = String.valueOf(given.getFirst());
                yield path.substring(path.lastIndexOf('/') + 1);
            }
            case "toYaml" -> Yaml.dump(given.getFirst());
            case "nindent" -> "\n" + indented(number(given), String.valueOf(given.getLast()));
            case "eq" -> Objects.equals(given.get(0), given.get(1));
            case "ne" -> !Objects.equals(given.get(0), given.get(1));
            case "and" ->
                    given.stream().filter(v -> !isTrue(v)).findFirst().orElse(given.getLast());
            case "or" ->
                    given.stream().filter(Functions::isTrue).findFirst().orElse(given.getLast());
            case "not" -> !isTrue(given.getFirst());
            case "printf" ->
                    String.format(
                            java.util.Locale.ROOT,
                            String.valueOf(given.getFirst()),
                            given.subList(1, given.size()).toArray());
            case "dict" -> dictionary(given);
            case "include" ->
                    include.apply(
                            String.valueOf(given.getFirst()), Objects.requireNonNull(given.get(1)));
            default -> throw new IllegalArgumentException("there is no function " + name);
        };
    }

    /// Methods of what a template is given have one text as their argument.
    @SuppressWarnings("unchecked") // Only Chart gives any.
    private static Function<String, Object> method(Object value) {
        return (Function<String, Object>) value;
    }

    private static int number(List<@Nullable Object> given) {
        return Integer.parseInt(String.valueOf(given.getFirst()));
    }

    private static String indented(int spaces, String text) {
        return Arrays.stream(text.split("\n", -1))
                .map(line -> " ".repeat(spaces) + line)
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, @Nullable Object> dictionary(List<@Nullable Object> given) {
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i += 2) {
            dictionary.put(String.valueOf(given.get(i)), given.get(i + 1));
        }
        return dictionary;
    }

    /// One pipeline, read from left to right. Used once, by one thread.
    private final class Reader {

        private final List<String> words;
        private final Object data;
        private final GoTemplate.Scope scope;
        private int at;

        Reader(List<String> words, Object data, GoTemplate.Scope scope) {
            this.words = words;
            this.data = data;
            this.scope = scope;
        }

        @Nullable Object pipeline() {
            Object value = command(null, false);
            while (at < words.size() && words.get(at).equals("|")) {
                at++;
                value = command(value, true);
            }
            return value;
        }

        private @Nullable Object command(@Nullable Object piped, boolean isPiped) {
            String first = words.get(at);
            if (!first.matches("[a-zA-Z]+") || first.matches("true|false")) {
                Object value = operand();
                return value instanceof Function<?, ?>
                        ? method(value).apply(String.valueOf(operand()))
                        : value;
            }
            at++;
            List<@Nullable Object> given = new ArrayList<>();
            while (at < words.size() && !words.get(at).matches("[|)]")) {
                given.add(operand());
            }
            if (isPiped) {
                given.add(piped);
            }
            return call(first, given);
        }

        private @Nullable Object operand() {
            String word = words.get(at++);
            if (word.equals("(")) {
                Object value = pipeline();
                at++;
                return value;
            }
            if (word.startsWith("\"")) {
                return word.substring(1, word.length() - 1);
            }
            if (word.matches("true|false")) {
                return Boolean.valueOf(word);
            }
            if (word.matches("\\d+")) {
                return Integer.valueOf(word);
            }
            return field(word);
        }

        private @Nullable Object field(String word) {
            String[] path = word.split("\\.", -1);
            Object value = path[0].isEmpty() ? data : scope.get(path[0]);
            for (int i = 1; i < path.length && value != null; i++) {
                value = path[i].isEmpty() ? value : Yaml.as(value).get(path[i]);
            }
            return value;
        }
    }
}
