package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.deploy.MetricsPage;
import io.dermflow.stack.deploy.Queries;
import io.dermflow.stack.part.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a running stack exposes is what `docs/METRICS.md` says, and what alerts, dashboards and
/// scalers ask.
@EndToEnd
class ExposedMetricsTest {

    private static final List<Part> SCRAPED =
            List.of(Part.GATEWAY, Part.INGEST, Part.VISION, Part.LLM, Part.REPORT);

    private static final List<String> LAST =
            List.of(
                    "dermflow_quality_failed_total",
                    "dermflow_report_transaction_seconds_count",
                    "dermflow_report_downloads_total");

    /// Made by Prometheus itself; and what only a gateway with a certificate has (its `EdgeTest`).
    private static final Set<String> ELSEWHERE = Set.of("up", "ssl_chain_expiry_seconds");

    /// They come with the first event of their kind, which nothing here brings about. Only panels
    /// may ask for such: an alert would miss that first event.
    private static final Set<String> LATER =
            Set.of(
                    "dermflow_agent_answers_total",
                    "dermflow_narrative_dropped_total",
                    "dermflow_narrative_pictures_total",
                    "dermflow_narrative_unusable_total",
                    "dermflow_report_dropped_total",
                    "dermflow_report_repeated_total",
                    "dermflow_shadow_agreement",
                    "dermflow_style_dropped_total",
                    "dermflow_style_reason_replaced_total");

    /// Statuses of which a stack that is well has none.
    private static final Set<String> TROUBLE = Set.of("status=~\"5..\"", "status=\"429\"");

    private static Figures exposed;

    /// One capture that succeeds, one that is rejected and one that is refused.
    @BeforeAll
    static void work() {
        Person person = Person.registered();
        String good = person.submit(Pictures.skin(90));
        String bad = person.submit(Pictures.blank());
        person.uploadBody(new byte[] {1, 2, 3}, "text/plain");
        person.awaitEnd(good);
        person.awaitEnd(bad);
        person.results(good);

        // The worker counts after it has told, so the last counters come a moment later.
        Await.until(
                "the last counters",
                Suite.PATIENCE,
                () -> {
                    exposed = Figures.of(SCRAPED);
                    return LAST.stream().allMatch(exposed::counted);
                });
    }

    @Test
    void everyMetricIsOnThePageWithItsTypeAndLabels() {
        Map<String, MetricsPage.Row> page = MetricsPage.rows();

        assertThat(exposed.unlike(page)).isEmpty();
        Set<String> strangers = new TreeSet<>(page.keySet());
        strangers.removeIf(name -> name.startsWith("dermflow_") || ELSEWHERE.contains(name));
        assertThat(exposed.types().keySet()).containsAll(strangers);
    }

    @Test
    void everyQueryFindsItsSeries() {
        List<Queries.Selector> asked = new ArrayList<>();
        Queries.all().forEach(query -> asked.addAll(Queries.selectors(query)));
        Set<String> metrics =
                asked.stream()
                        .map(selector -> MetricsPage.rowOf(selector.metric()))
                        .collect(Collectors.toSet());
        assertThat(metrics).as("nothing is left out for nothing").containsAll(LATER);
        asked.removeIf(selector -> LATER.contains(MetricsPage.rowOf(selector.metric())));
        asked.removeIf(selector -> ELSEWHERE.contains(selector.metric()));
        // No language model answers here; LanguageModelTest sees these.
        asked.removeIf(selector -> selector.metric().startsWith("dermflow_llm_"));

        assertThat(asked).allMatch(selector -> exposed.has(withoutTrouble(selector)));
    }

    /// A counter that appears with its first event has not grown: the alert would miss that event.
    @Test
    void whatAnAlertWatchesIsThereBeforeItHappens() {
        Set<String> watched = new TreeSet<>();
        for (String query : Queries.of(Queries.ALERTS)) {
            Queries.selectors(query)
                    .forEach(selector -> watched.add(MetricsPage.rowOf(selector.metric())));
        }

        assertThat(watched).isNotEmpty().doesNotContainAnyElementsOf(LATER);
    }

    @Test
    void theGatewayCountsByRouteAndNotByPath() {
        Set<String> routes =
                exposed.samples().stream()
                        .filter(one -> one.name().equals("http_server_requests_seconds_count"))
                        .filter(one -> "gateway".equals(one.labels().get("job")))
                        .map(one -> one.labels().getOrDefault("uri", ""))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(routes)
                .contains("/api/v1/captures", "/api/v1/captures/{id}/results")
                .noneMatch(route -> route.matches(".*[0-9a-f]{8}-.*"));
    }

    /// Those of Spring Security: a timer around each of a request's twenty filters, and a span.
    @Test
    void exposesNoFigureOfASingleFilter() {
        assertThat(exposed.types())
                .containsKey("http_server_requests_seconds")
                .allSatisfy((name, _) -> assertThat(name).doesNotContain("spring_security"));
    }

    private static Queries.Selector withoutTrouble(Queries.Selector selector) {
        return new Queries.Selector(
                selector.metric(),
                selector.matchers().stream()
                        .filter(matcher -> !TROUBLE.contains(matcher.toString()))
                        .toList());
    }
}
