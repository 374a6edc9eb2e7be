package io.dermflow.llm.narrative;

import io.dermflow.llm.endpoint.ChatEndpoint;
import io.dermflow.llm.endpoint.EndpointProperties;
import io.dermflow.llm.endpoint.GuardedEndpoint;
import io.dermflow.llm.prompt.Prompt;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts a model behind the story when one is configured.
@Configuration(proxyBeanMethods = false)
class NarrativeConfiguration {

    private static final String PROMPT_VERSION = "1.0.0";

    @Bean
    WriteReport writeReport(
            EndpointProperties properties,
            TemplateNarrator template,
            MeterRegistry meters,
            Clock clock) {
        return new WriteReport(narrator(properties, meters), template, meters, clock);
    }

    private static Optional<ModelNarrator> narrator(
            EndpointProperties properties, MeterRegistry meters) {
        if (!properties.configured()) {
            return Optional.empty();
        }
        var endpoint = new GuardedEndpoint(new ChatEndpoint(properties), properties);
        Gauge.builder("dermflow.llm.breaker.open", endpoint, NarrativeConfiguration::open)
                .description(
                        "1 while the endpoint is left alone after failures; alert when it lasts")
                .register(meters);
        return Optional.of(
                new ModelNarrator(
                        endpoint, properties, Prompt.load("report", PROMPT_VERSION), meters));
    }

    private static double open(GuardedEndpoint endpoint) {
        return endpoint.breaker().getState() == CircuitBreaker.State.OPEN ? 1 : 0;
    }
}
