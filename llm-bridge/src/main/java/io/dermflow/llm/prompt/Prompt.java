package io.dermflow.llm.prompt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A versioned prompt: `prompts/<id>/<version>/instructions.md`, `schema.json` and, where there is
/// a repair round, `repair.properties`. Files never change once released; a better prompt is a new
/// version.
///
/// @param schema of the answer, within what both vLLM's and llama.cpp's grammars understand
/// @param repairs what to say about a broken rule, by the rule's name; empty without the file
/// @param sha256 over the files, so that a report names exactly what was asked
public record Prompt(
        String id,
        String version,
        String instructions,
        JsonNode schema,
        Map<String, String> repairs,
        String sha256) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public Prompt {
        repairs = Map.copyOf(repairs);
    }

    /// Reads a prompt from the class path and checks it.
    ///
    /// @throws IllegalArgumentException if there is no such prompt, or none that can be asked
    public static Prompt load(String id, String version) {
        String folder = "/prompts/" + id + "/" + version + "/";
        byte[] instructions = read(folder + "instructions.md");
        byte[] schema = read(folder + "schema.json");
        byte[] repairs = find(folder + "repair.properties").orElse(new byte[0]);
        var prompt =
                new Prompt(
                        id,
                        version,
                        new String(instructions, StandardCharsets.UTF_8),
                        MAPPER.readTree(schema),
                        properties(repairs),
                        sha256(instructions, schema, repairs));
        PromptCheck.check(prompt);
        return prompt;
    }

    private static byte[] read(String resource) {
        return find(resource)
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no prompt file " + resource));
    }

    private static Optional<byte[]> find(String resource) {
        try (InputStream in = Prompt.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static Map<String, String> properties(byte[] file) {
        var properties = new Properties();
        try {
            properties.load(
                    new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> named = new TreeMap<>();
        properties.stringPropertyNames().forEach(n -> named.put(n, properties.getProperty(n)));
        return named;
    }

    private static String sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
