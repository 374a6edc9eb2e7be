package io.dermflow.llm.narrative;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The words that the check of a model's sentences knows, from `narrative/words.properties`.
final class Words {

    private static final String FILE = "/narrative/words.properties";
    private static final Pattern WORD = Pattern.compile("[\\p{L}]+");
    private static final Words INSTANCE = new Words(read());

    private final Map<String, Pattern> patterns = new TreeMap<>();
    private final Map<String, Set<String>> stopWords = new HashMap<>();
    private final Map<String, Map<String, Double>> numbers = new HashMap<>();

    private Words(Properties file) {
        for (String key : file.stringPropertyNames()) {
            String value = file.getProperty(key);
            if (key.startsWith("stop.")) {
                stopWords.put(key.substring(5), Set.of(value.split(" ")));
            } else if (key.startsWith("numbers.")) {
                numbers.put(key.substring(8), numbers(value));
            } else {
                patterns.put(key, atWordStart(value));
            }
        }
    }

    static Words known() {
        return INSTANCE;
    }

    /// Whether a word of this list is in the text.
    boolean in(String key, String text) {
        return pattern(key).matcher(text).find();
    }

    /// The text without the words of this list.
    String without(String key, String text) {
        return pattern(key).matcher(text).replaceAll(" ");
    }

    /// The words of this list in the text, lower case.
    List<String> found(String key, String text) {
        return pattern(key)
                .matcher(text)
                .results()
                .map(match -> match.group().toLowerCase(Locale.ROOT))
                .toList();
    }

    /// What follows `prefix.` in the names of the lists that have a word in the text.
    Set<String> lists(String prefix, String text) {
        Set<String> names = new HashSet<>();
        patterns.forEach((key, pattern) -> {
            if (key.startsWith(prefix + ".") && pattern.matcher(text).find()) {
                names.add(key.substring(prefix.length() + 1));
            }
        });
        return names;
    }

    /// The number words of one language in the text, in order.
    List<Double> numbers(String language, String text) {
        List<Double> found = new ArrayList<>();
        Map<String, Double> known = numbers.getOrDefault(language, Map.of());
        for (String word : words(text)) {
            Double number = known.get(word);
            if (number != null) {
                found.add(number);
            }
        }
        return found;
    }

    /// How many of the text's words are among the commonest of each language.
    Map<String, Long> commonWords(String text) {
        List<String> words = words(text);
        Map<String, Long> counts = new TreeMap<>();
        stopWords.forEach((language, common) ->
                counts.put(language, words.stream().filter(common::contains).count()));
        return counts;
    }

    static List<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(match -> match.group())
                .toList();
    }

    private Pattern pattern(String key) {
        return Objects.requireNonNull(patterns.get(key), key);
    }

    private static Pattern atWordStart(String words) {
        return Pattern.compile(
                "(?<![\\p{L}])(?:" + words + ")",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    private static Map<String, Double> numbers(String pairs) {
        Map<String, Double> numbers = new HashMap<>();
        Arrays.stream(pairs.split(" "))
                .map(pair -> pair.split(":"))
                .forEach(pair -> numbers.put(pair[0], Double.valueOf(pair[1])));
        return numbers;
    }

    private static Properties read() {
        try (InputStream in = Objects.requireNonNull(Words.class.getResourceAsStream(FILE))) {
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
