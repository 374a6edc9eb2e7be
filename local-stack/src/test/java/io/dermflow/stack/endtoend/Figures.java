package io.dermflow.stack.endtoend;

import io.dermflow.stack.deploy.MetricsPage;
import io.dermflow.stack.deploy.Queries;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What services of the suite show Prometheus at one moment, as Prometheus would keep it: each
/// series with the label `job`.
///
/// @param types by name, as exposed
record Figures(Map<String, String> types, List<Sample> samples) {

    record Sample(String name, Map<String, String> labels, double value) {

        private boolean isAskedBy(Queries.Selector selector) {
            return name.equals(selector.metric())
                    && selector.matchers().stream()
                            .allMatch(one -> one.fits(labels.getOrDefault(one.label(), "")));
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z0-9_]+)(?:\\{(.*)})? (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("([a-z0-9_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    static Figures of(List<Part> services) {
        var figures = new Figures(new TreeMap<>(), new ArrayList<>());
        try (var http = HttpClient.newHttpClient()) {
            for (Part service : services) {
                int port = Suite.stack().metricsAddress(service).getPort();
                var metrics = URI.create("http://127.0.0.1:" + port + "/actuator/prometheus");
                var request = HttpRequest.newBuilder(metrics).timeout(PATIENCE).build();
                figures.read(service, http.send(request, BodyHandlers.ofString()).body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return figures;
    }

    private void read(Part service, String page) {
        TYPE.matcher(page).results().forEach(type -> types.put(type.group(1), type.group(2)));
        SAMPLE.matcher(page)
                .results()
                .forEach(sample -> {
                    Map<String, String> labels = new TreeMap<>(Map.of("job", service.shortName()));
                    String text = sample.group(2) == null ? "" : sample.group(2);
                    LABEL.matcher(text)
                            .results()
                            .forEach(label -> labels.put(label.group(1), label.group(2)));
                    String value = sample.group(3).replace("Inf", "Infinity");
                    samples.add(new Sample(sample.group(1), labels, Double.parseDouble(value)));
                });
    }

    /// Whether any of its series is above 0.
    boolean counted(String name) {
        return samples.stream().anyMatch(one -> one.name().equals(name) && one.value() > 0);
    }

    boolean has(Queries.Selector selector) {
        return samples.stream().anyMatch(sample -> sample.isAskedBy(selector));
    }

    /// What is exposed otherwise than the page says, of the metrics that are ours or on the page.
    Map<String, String> unlike(Map<String, MetricsPage.Row> page) {
        Map<String, String> wrong = new TreeMap<>();
        for (Sample sample : samples) {
            MetricsPage.Row row = page.get(MetricsPage.rowOf(sample.name()));
            if (row == null) {
                if (sample.name().startsWith("dermflow_")) {
                    wrong.put(sample.name(), "no row");
                }
                continue;
            }
            Map<String, String> labels = new TreeMap<>(sample.labels());
            labels.remove("job");
            if (!row.labels().equals(labels.keySet())) {
                wrong.put(sample.name(), labels.keySet().toString());
            }
            String type = types.get(MetricsPage.rowOf(sample.name()));
            if (!row.type().replace("timer", "summary").equals(type)) {
                wrong.put(sample.name(), String.valueOf(type));
            }
        }
        return wrong;
    }
}
