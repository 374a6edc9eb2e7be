package io.dermflow.llm.session;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How much the assistant remembers, and for how long.
///
/// @param life without a word; then a session is removed
/// @param maxPerUser sessions; the longest untouched goes first
/// @param maxExchanges in one session; the oldest go first
/// @param sweep how often old sessions are removed
/// @param erasureMarks how long an erased user is known as such; longer than any answer is under
///   way
@Validated
@ConfigurationProperties(prefix = "dermflow.session", ignoreUnknownFields = false)
record SessionProperties(
        @DefaultValue("30d") Duration life,
        @DefaultValue("20") @Min(1) int maxPerUser,
        @DefaultValue("50") @Min(1) int maxExchanges,
        @DefaultValue("10m") Duration sweep,
        @DefaultValue("48h") Duration erasureMarks) {}
