package io.dermflow.llm.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A versioned prompt: `prompts/<id>/<version>/instructions.md` and `schema.json`. Files never
/// change once released; a better prompt is a new version.
///
/// @param sha256 over both files, so that a report names exactly what was asked
public record Prompt(
        String id, String version, String instructions, JsonNode schema, String sha256) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// Reads a prompt from the class path.
    ///
    /// @throws IllegalArgumentException if there is no such prompt
    public static Prompt load(String id, String version) {
        String folder = "/prompts/" + id + "/" + version + "/";
        byte[] instructions = read(folder + "instructions.md");
        byte[] schema = read(folder + "schema.json");
        return new Prompt(
                id,
                version,
                new String(instructions, StandardCharsets.UTF_8),
                MAPPER.readTree(schema),
                sha256(instructions, schema));
    }

    private static byte[] read(String resource) {
        try (InputStream in = Prompt.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no prompt file " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
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
