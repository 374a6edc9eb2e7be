package io.dermflow.llm.endpoint;

import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Which model to ask. Without a base URL the template narrator writes every report.
///
/// @param provider a label for telemetry, `vllm` by default (`LLM_PROVIDER`)
/// @param model the served model's name (`LLM_MODEL`)
/// @param baseUrl address up to and without `/v1` (`LLM_BASE_URL`); empty: no model
/// @param apiKey sent to the base URL's host only (`LLM_API_KEY`, else `OPENAI_API_KEY`)
/// @param connect time for the connection
/// @param total time for one answer, body included
/// @param maxAnswerBytes longer answers are cut off and count as garbage
/// @param maxInFlight calls at once; at most the server's own `--max-num-seqs`
/// @param maxTokens of one report
@Validated
@ConfigurationProperties(prefix = "dermflow.llm", ignoreUnknownFields = false)
public record EndpointProperties(
        @DefaultValue("vllm") String provider,
        @DefaultValue("google/medgemma-1.5-4b-it") String model,
        @DefaultValue("") String baseUrl,
        @DefaultValue("") String apiKey,
        @DefaultValue("1s") Duration connect,
        @DefaultValue("20s") Duration total,
        @DefaultValue("262144") @Min(1024) int maxAnswerBytes,
        @DefaultValue("32") @Min(1) int maxInFlight,
        @DefaultValue("1200") @Min(64) int maxTokens) {

    public boolean configured() {
        return !baseUrl.isBlank();
    }

    URI completions() {
        String base = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        return URI.create(
                base.endsWith("/v1") ? base + "/chat/completions" : base + "/v1/chat/completions");
    }

    @Override
    public String toString() {
        return "EndpointProperties[" + provider + ", " + model + ", " + baseUrl + "]";
    }
}
