package io.dermflow.kit.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/// Takes `NAME_BASE64` for any variable `NAME`, because many places that hold secrets lose line
/// breaks. Where `NAME` is a file's path (it ends with `_FILE`), the content goes into a file of
/// this process that only its owner can read, and `NAME` names it. A variable that is set itself
/// wins.
public class Base64SecretsPostProcessor implements EnvironmentPostProcessor, Ordered {

    private static final String SUFFIX = "_BASE64";

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> found = new LinkedHashMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                for (String name : listed.getPropertyNames()) {
                    take(environment, name, found);
                }
            }
        }
        if (!found.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource("base64", found));
        }
    }

    /// After the configuration files and trees are read, before the other post-processors ask.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 100;
    }

    private static void take(
            ConfigurableEnvironment environment, String name, Map<String, Object> found) {
        if (!name.endsWith(SUFFIX) || !name.equals(name.toUpperCase(java.util.Locale.ROOT))) {
            return;
        }
        String target = name.substring(0, name.length() - SUFFIX.length());
        String packed = environment.getProperty(name, "");
        if (packed.isBlank() || !environment.getProperty(target, "").isBlank()) {
            return;
        }
        byte[] content = unpack(name, packed);
        found.put(
                target,
                target.endsWith("_FILE")
                        ? file(target, content).toString()
                        : new String(content, StandardCharsets.UTF_8));
    }

    private static byte[] unpack(String name, String packed) {
        try {
            return Base64.getDecoder().decode(packed.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            // The cause would repeat a piece of the secret.
            throw new IllegalStateException(name + " is not base64");
        }
    }

    private static Path file(String target, byte[] content) {
        try {
            // Made with mode 600 where the file system knows modes.
            Path file = Files.createTempFile("dermflow-" + target, "");
            file.toFile().deleteOnExit();
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the file of " + target, e);
        }
    }
}
