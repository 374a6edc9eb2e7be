package io.dermflow.stack.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `.env.example` names every variable that a service or compose reads, and no other, each with the
/// default that the services have.
class EnvExampleTest {

    private static final Path ROOT = Checkout.here().root();
    private static final Pattern READ = Pattern.compile("(?<!\\$)\\$\\{([A-Z][A-Z0-9_]+)()");
    private static final Pattern SHOWN = Pattern.compile("(?m)^([A-Z][A-Z0-9_]+)=(.*)$");

    // Not one that stands in for another, nor one whose default is made of something else.
    private static final Pattern DEFAULT =
            Pattern.compile("(?<!:)\\$\\{([A-Z][A-Z0-9_]+):([^${}]*)}");

    @Test
    void namesEveryVariableAndNoOther() throws IOException {
        Map<String, Set<String>> read = new TreeMap<>();
        // Read by service-kit's DatabaseUrlPostProcessor, in no YAML.
        read.put("DATABASE_URL", new TreeSet<>());
        settings().forEach(file -> collect(READ, file, read));
        collect(READ, ROOT.resolve("docker-compose.yml"), read);
        for (Path file : files("deploy/compose", 1, ".yml")) {
            collect(READ, file, read);
        }

        assertThat(shown().keySet()).isEqualTo(read.keySet());
    }

    @Test
    void showsTheDefaultsOfTheServices() throws IOException {
        Map<String, Set<String>> defaults = new TreeMap<>();
        settings().forEach(file -> collect(DEFAULT, file, defaults));
        // Differs from service to service.
        assertThat(defaults.remove("DATABASE_POOL")).hasSizeGreaterThan(1);

        assertThat(defaults).hasSizeGreaterThan(50);
        assertThat(shown()).containsAllEntriesOf(defaults);
    }

    private static Map<String, Set<String>> shown() {
        Map<String, Set<String>> shown = new TreeMap<>();
        collect(SHOWN, ROOT.resolve(".env.example"), shown);
        return shown;
    }

    private static List<Path> settings() throws IOException {
        return files("", 6, ".yaml").stream()
                .filter(file -> file.toString().contains("src/main/resources"))
                .toList();
    }

    private static List<Path> files(String folder, int depth, String ending) throws IOException {
        try (var files = Files.walk(ROOT.resolve(folder), depth)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    /// Adds what the pattern's second group finds (`()`: nothing), by its first.
    private static void collect(Pattern pattern, Path file, Map<String, Set<String>> found) {
        try {
            var matcher = pattern.matcher(Files.readString(file));
            while (matcher.find()) {
                found.computeIfAbsent(matcher.group(1), _ -> new TreeSet<>()).add(matcher.group(2));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
