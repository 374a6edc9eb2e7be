package io.dermflow.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/METRICS.md` has a row for each meter in our code, and no other. What a running stack
/// exposes is held against it by `ExposedMetricsTest`.
class MetricsPageTest {

    private static final Pattern METER =
            Pattern.compile(
                    "(?:builder|counter|timer|time|summary|count|gauge)\\("
                            + "\\s*(?:(?:meters|guarded|registry),\\s*)?"
                            + "\"(dermflow\\.[a-z_.]+)\"");

    @Test
    void thePageNamesEveryMeterAndNoOther() throws IOException {
        Set<String> meters = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Deployed.ROOT, 12)) {
            for (Path file : files.filter(MetricsPageTest::isSource).toList()) {
                Deployed.all(METER, Files.readString(file)).stream()
                        .map(name -> name.replace('.', '_'))
                        .forEach(meters::add);
            }
        }

        Set<String> rows = new TreeSet<>();
        Set<String> own = new TreeSet<>(MetricsPage.rows().keySet());
        own.removeIf(name -> !name.startsWith("dermflow_"));
        for (String name : own) {
            boolean ofItsOwn = meters.contains(name); // not a suffix that Prometheus adds
            rows.add(ofItsOwn ? name : name.replaceFirst("_(total|seconds)$", ""));
        }

        assertThat(rows).isEqualTo(meters);
    }

    private static boolean isSource(Path file) {
        String path = file.toString();
        return path.endsWith(".java") && path.contains("src/main/java");
    }
}
