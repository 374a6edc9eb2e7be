package io.dermflow.stack.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `.env.example` names every variable that a service or docker-compose.yml reads, and no other.
class EnvExampleTest {

    private static final Pattern READ = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)");
    private static final Pattern SHOWN = Pattern.compile("(?m)^([A-Z][A-Z0-9_]+)=");

    @Test
    void namesEveryVariableAndNoOther() throws IOException {
        Path root = Checkout.here().root();
        Set<String> read = new TreeSet<>();
        // Read by service-kit's DatabaseUrlPostProcessor, in no YAML.
        read.add("DATABASE_URL");
        try (var files = Files.walk(root, 6)) {
            files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> file.toString().contains("src/main/resources"))
                    .forEach(file -> collect(READ, file, read));
        }

        collect(
                Pattern.compile("(?<!\\$)\\$\\{([A-Z][A-Z0-9_]+)"),
                root.resolve("docker-compose.yml"),
                read);

        Set<String> shown = new TreeSet<>();
        collect(SHOWN, root.resolve(".env.example"), shown);

        assertThat(shown).isEqualTo(read);
    }

    private static void collect(Pattern pattern, Path file, Set<String> names) {
        try {
            var found = pattern.matcher(Files.readString(file));
            while (found.find()) {
                names.add(found.group(1));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
