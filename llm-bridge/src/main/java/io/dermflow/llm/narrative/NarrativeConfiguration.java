package io.dermflow.llm.narrative;

import io.dermflow.llm.endpoint.EndpointProperties;
import io.dermflow.llm.endpoint.LanguageModel;
import io.dermflow.llm.prompt.Prompt;
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
            LanguageModel model,
            EndpointProperties properties,
            TemplateNarrator template,
            MeterRegistry meters,
            Clock clock) {
        return new WriteReport(narrator(model, properties, meters), template, meters, clock);
    }

    private static Optional<ModelNarrator> narrator(
            LanguageModel model, EndpointProperties properties, MeterRegistry meters) {
        return model.configured()
                ? Optional.of(
                        new ModelNarrator(
                                model,
                                properties.maxTokens(),
                                Prompt.load("report", PROMPT_VERSION),
                                meters))
                : Optional.empty();
    }
}
