package io.dermflow.vision.pump;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.kit.http.DependencyUnavailable;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BreakersTest {

    private static final String STATE =
            "resilience4j_circuitbreaker_state{name=\"object_store\",state=\"%s\"} %s";

    /// By the names that `docs/METRICS.md`, alert and dashboard know.
    @Test
    void showsPrometheusWhoseBreakerIsOpen() {
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var breakers = new Breakers(meters);
        Set<String> store = Set.of("object_store");

        assertThat(breakers.open(store)).isEmpty();
        assertThat(meters.scrape())
                .as("known before anything fails")
                .contains(STATE.formatted("open", "0.0"), STATE.formatted("closed", "1.0"));
        for (int failure = 0; failure < 3; failure++) {
            breakers.away(new DependencyUnavailable("object_store", "no answer", null));
        }

        assertThat(breakers.open(store)).contains("object_store");
        assertThat(meters.scrape()).contains(STATE.formatted("open", "1.0"));
    }
}
