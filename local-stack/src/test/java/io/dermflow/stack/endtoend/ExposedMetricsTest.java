package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a running stack exposes is what `docs/METRICS.md` says, and what alerts and dashboard ask.
@EndToEnd
class ExposedMetricsTest {

    private static final List<Part> SCRAPED =
            List.of(Part.INGEST, Part.VISION, Part.LLM, Part.REPORT);
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (dermflow_[a-z_]+) ([a-z]+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(dermflow_[a-z_]+)(?:\\{(.*)})? ");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    private static final Set<String> LAST =
            Set.of("dermflow_quality_failed_total", "dermflow_report_outcomes_total");

    private static String exposed = "";

    /// One capture that succeeds, one that is rejected and one that is refused.
    @BeforeAll
    static void work() {
        Person person = Person.registered();
        String good = person.submit(Pictures.skin(90));
        String bad = person.submit(Pictures.blank());
        person.uploadBody(new byte[] {1, 2, 3}, "text/plain");
        person.awaitEnd(good);
        person.awaitEnd(bad);

        // The worker counts after it has told, so the last counters come a moment later.
        Await.until("the last counters", Suite.PATIENCE, () -> scrape().containsAll(LAST));
    }

    @Test
    void everyMetricIsOnThePageWithItsTypeAndLabels() {
        var page = MetricsPage.rows();
        Map<String, Set<String>> wrong = new TreeMap<>();

        TYPE.matcher(exposed)
                .results()
                .filter(type -> !type.group(1).endsWith("_max"))
                .forEach(type -> {
                    var row = page.get(type.group(1));
                    String shown = row == null ? "" : row.type().replace("timer", "summary");
                    assertThat(shown).as(type.group(1)).isEqualTo(type.group(2));
                });
        SAMPLE.matcher(exposed)
                .results()
                .forEach(sample -> {
                    Set<String> labels = labels(sample.group(2));
                    if (!page.get(MetricsPage.rowOf(sample.group(1))).labels().equals(labels)) {
                        wrong.put(sample.group(1), labels);
                    }
                });

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyQueryFindsItsMetric() {
        Set<String> asked = new TreeSet<>();
        for (String file : List.of(Queries.ALERTS, Queries.DASHBOARD)) {
            Queries.all(file).forEach(query -> asked.addAll(Queries.metrics(query)));
        }
        // No language model answers here; llm-bridge's own tests see these.
        asked.removeIf(name -> name.startsWith("dermflow_llm_"));

        assertThat(names()).containsAll(asked);
    }

    /// Those of Spring Security: a timer around each of a request's twenty filters, and a span.
    @Test
    void exposesNoFigureOfASingleFilter() {
        assertThat(exposed)
                .contains("http_server_requests_seconds")
                .doesNotContain("spring_security");
    }

    private static Set<String> scrape() {
        var all = new StringBuilder();
        try (var http = HttpClient.newHttpClient()) {
            for (Part part : SCRAPED) {
                int port = Suite.stack().address(part).getPort();
                var metrics = URI.create("http://127.0.0.1:" + port + "/actuator/prometheus");
                var request = HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(20));
                all.append(http.send(request.build(), BodyHandlers.ofString()).body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        exposed = all.toString();
        return names();
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        SAMPLE.matcher(exposed).results().forEach(sample -> names.add(sample.group(1)));
        return names;
    }

    private static Set<String> labels(String text) {
        Set<String> labels = new TreeSet<>();
        if (text != null) {
            LABEL.matcher(text).results().forEach(label -> labels.add(label.group(1)));
        }
        return labels;
    }
}
