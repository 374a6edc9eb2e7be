package io.dermflow.llm.stylist;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the stylist answers.
///
/// @param catalogue a JSON file with brands, prices, shops and size tables (`STYLE_CATALOGUE`);
///   empty: no price and no shop is ever named
/// @param maxItems recommendations in one answer
/// @param colourDistance CIE76 from the season's palette; farther colours are dropped
/// @param maxTokens of the model's recommendations
@Validated
@ConfigurationProperties(prefix = "dermflow.style", ignoreUnknownFields = false)
record StyleProperties(
        @DefaultValue("") String catalogue,
        @DefaultValue("5") @Min(1) @Max(10) int maxItems,
        @DefaultValue("20") @Min(1) double colourDistance,
        @DefaultValue("900") @Min(200) int maxTokens) {}
