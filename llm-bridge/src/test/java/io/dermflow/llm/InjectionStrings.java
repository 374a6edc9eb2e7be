package io.dermflow.llm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dermflow.kit.testing.TarFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Strings that others collected to break into prompts and pages (garak, the big list of naughty
/// strings). Read from the folder of shared corpora where it is (system property
/// `dermflow.shared`); nothing of it is copied.
public final class InjectionStrings {

    private static final Path SHARED =
            Path.of(System.getProperty("dermflow.shared", "../../shared"));
    private static final List<String> ARCHIVES = List.of("garak-injection.tar.gz", "blns.tar.gz");
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /// What no reader may be given, written apart from the code under test.
    private static final Pattern ACTIVE =
            Pattern.compile(
                    "(?is)<\\s*[a-z/!]|https?:/|javascript\\s*:|www\\.\\w|data:text|]\\(|\\bonerror="
                            + "|\\[INST|&lt;|&#\\d|<\\|"
                            + "|[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e"
                            + "\\u2060-\\u206f\\ufeff\\ufffd\\ud800-\\udfff]");

    private InjectionStrings() {}

    /// Every file's lines and every string in its JSON; skips the test where the corpora are
    /// absent.
    public static List<String> all() throws IOException {
        Set<String> strings = new LinkedHashSet<>();
        for (String archive : ARCHIVES) {
            Path file = SHARED.resolve("corpora").resolve(archive);
            assumeTrue(Files.isRegularFile(file), "no shared corpora here");
            TarFiles.read(file)
                    .forEach((_, bytes) -> add(strings, new String(bytes, StandardCharsets.UTF_8)));
        }
        return new ArrayList<>(strings);
    }

    /// What is active in a text, with its neighbourhood.
    public static List<String> activeIn(String text) {
        return ACTIVE.matcher(text)
                .results()
                .map(found ->
                        text.substring(
                                Math.max(0, found.start() - 40),
                                Math.min(text.length(), found.end() + 40)))
                .toList();
    }

    private static void add(Set<String> strings, String text) {
        text.lines().forEach(strings::add);
        strings.add(text);
        try {
            addAll(strings, MAPPER.readTree(text));
        } catch (JacksonException plainText) {
            strings.add(text.strip());
        }
    }

    private static void addAll(Set<String> strings, JsonNode node) {
        if (node.isString()) {
            strings.add(node.asString());
        }
        node.forEach(child -> addAll(strings, child));
    }
}
