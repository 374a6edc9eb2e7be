package io.dermflow.stack.deploy;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a service really reads and listens on, from its own files.
final class Deployed {

    static final Path ROOT = Checkout.here().root();

    /// Read elsewhere than in a YAML file of ours: by Spring Boot, the JVM, the C library, the
    /// start script and the tracing agent.
    private static final Set<String> OUTSIDE =
            Set.of(
                    "SPRING_CONFIG_IMPORT",
                    "JAVA_OPTIONS",
                    "MALLOC_ARENA_MAX",
                    "MALLOC_MMAP_THRESHOLD_",
                    "MALLOC_TRIM_THRESHOLD_",
                    "DATABASE_URL",
                    // All are told where the others are.
                    "INGEST_URL",
                    "VISION_URL",
                    "LLM_BRIDGE_URL",
                    "REPORT_URL",
                    "KAFKA_BOOTSTRAP_SERVERS",
                    "OTEL_EXPORTER_OTLP_ENDPOINT");

    private static final Pattern READ = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)");
    private static final Pattern PORT = Pattern.compile("(?m)^ {4}port: (\\d+)");
    private static final Pattern METRICS_PORT = Pattern.compile("(?m)^ {4}metrics-port: (\\d+)");

    private Deployed() {}

    static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every variable a service takes: those it names, and its own keys as Spring Boot reads them
    /// from the environment (`dermflow.edge.metrics-port`: `DERMFLOW_EDGE_METRICSPORT`).
    static Set<String> variables(Part service) {
        Set<String> names = new TreeSet<>(OUTSIDE);
        addKeys("", Yaml.map(settings(service)), names);
        names.addAll(all(READ, settings(service)));
        names.addAll(all(READ, text("service-kit/src/main/resources/dermflow-kit.yaml")));
        return names;
    }

    static int port(Part service) {
        return Integer.parseInt(all(PORT, settings(service)).iterator().next());
    }

    /// Where Prometheus asks: the gateway has a port of its own for that.
    static int metricsPort(Part service) {
        return service == Part.GATEWAY
                ? Integer.parseInt(all(METRICS_PORT, settings(service)).iterator().next())
                : port(service);
    }

    private static void addKeys(String above, Map<?, ?> keys, Set<String> names) {
        keys.forEach((key, value) -> {
            // Not each is a text: YAML takes `on` for true.
            String name = above + key.toString().replace("-", "").toUpperCase(Locale.ROOT);
            if (value instanceof Map<?, ?> below) {
                addKeys(name + "_", below, names);
            } else {
                names.add(name);
            }
        });
    }

    static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String settings(Part service) {
        return text(service.module() + "/src/main/resources/application.yaml");
    }
}
