package io.dermflow.llm.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The rules' words and patterns, in files of the jar: one rule a line, `#` begins a comment.
final class WordFiles {

    private WordFiles() {}

    static List<String> lines(String name) {
        try (InputStream in = WordFiles.class.getResourceAsStream("/agent/" + name)) {
            if (in == null) {
                throw new IllegalStateException("agent/" + name + " is missing from the jar");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
