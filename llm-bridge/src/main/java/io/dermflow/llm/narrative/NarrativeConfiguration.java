package io.dermflow.llm.narrative;

import io.dermflow.llm.endpoint.EndpointProperties;
import io.dermflow.llm.endpoint.LanguageModel;
import io.dermflow.llm.prompt.Prompt;
import io.dermflow.llm.prompt.PromptProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts a model behind the story when one is configured.
@Configuration(proxyBeanMethods = false)
class NarrativeConfiguration {

    private static final String PROMPT = "report";

    @Bean
    WriteReport writeReport(
            LanguageModel model,
            EndpointProperties properties,
            PromptProperties prompts,
            NarrativeProperties narrative,
            TemplateNarrator template,
            MeterRegistry meters,
            Clock clock) {
        // Read also where no model is configured: a wrong version must not wait for one to be
        // found.
        Prompt prompt = Prompt.load(PROMPT, prompts.report());
        Optional<ModelNarrator> narrator =
                model.configured()
                        ? Optional.of(
                                new ModelNarrator(model, properties.maxTokens(), prompt, meters))
                        : Optional.empty();
        var picture = new ReportPicture(model.sees(), narrative.maxPictureBytes());
        return new WriteReport(narrator, template, picture, meters, clock);
    }
}
