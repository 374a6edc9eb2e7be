package io.dermflow.llm.prompt;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Which version of each prompt is in use.
///
/// @param report of the report (`PROMPT_REPORT`)
@Validated
@ConfigurationProperties(prefix = "dermflow.prompts", ignoreUnknownFields = false)
public record PromptProperties(@DefaultValue("2.1.0") @NotBlank String report) {}
