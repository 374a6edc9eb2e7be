package io.dermflow.llm.endpoint;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Which models to ask, in order. Without any base URL the template narrator writes every report.
///
/// @param provider a label for telemetry, `vllm` by default (`LLM_PROVIDER`)
/// @param model the served model's name (`LLM_MODEL`)
/// @param baseUrl address up to and without `/v1` (`LLM_BASE_URL`); empty: no first endpoint
/// @param apiKey sent to the base URL's host only (`LLM_API_KEY`)
/// @param connect time for the connection
/// @param total time for one report, body, waiting and retry included
/// @param maxAnswerBytes longer answers are cut off and count as garbage
/// @param maxInFlight calls at once; at most the server's own `--max-num-seqs`
/// @param maxTokens of one report
/// @param fallbackApiKey used while the API key is empty (`OPENAI_API_KEY`)
/// @param alias what reports call the model, whichever endpoint answered; empty: its own name
/// @param multimodal whether the first endpoint's model sees pictures
/// @param clocks of one call
/// @param guard against overload and broken servers
/// @param budget of tokens
/// @param cache of answers
/// @param endpoints further ones, asked in this order when those before can't take the question
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
        @DefaultValue("1200") @Min(64) int maxTokens,
        @DefaultValue("") String fallbackApiKey,
        @DefaultValue("") String alias,
        @DefaultValue("true") boolean multimodal,
        @DefaultValue @Valid Clocks clocks,
        @DefaultValue @Valid Guard guard,
        @DefaultValue @Valid Budget budget,
        @DefaultValue @Valid Cache cache,
        @DefaultValue List<@Valid Endpoint> endpoints) {

    /// Name of the endpoint that the simple settings make.
    static final String FIRST = "primary";

    /// @param headers until the status line; llama.cpp queues before it, vLLM answers at once
    /// @param firstToken from the headers to the first piece of text
    /// @param idle longest gap between two events; comments do not count
    /// @param routeTotal whole call that picks an agent
    /// @param chatTotal whole call for a person who waits
    public record Clocks(
            @DefaultValue("60s") Duration headers,
            @DefaultValue("20s") Duration firstToken,
            @DefaultValue("10s") Duration idle,
            @DefaultValue("3s") Duration routeTotal,
            @DefaultValue("120s") Duration chatTotal) {}

    /// @param maxWait longest wait for one of the calls in flight to end
    /// @param slowFirstToken a first piece later than this lowers the number of calls in flight
    /// @param coolDown how long an open breaker leaves the endpoint alone
    /// @param probeEvery between two looks at health, models and queue
    /// @param shedWaiting refuse when the server's own queue is longer
    /// @param maxStreamBytes of one whole response, framing included
    /// @param maxLineBytes of one line of it
    public record Guard(
            @DefaultValue("2s") Duration maxWait,
            @DefaultValue("8s") Duration slowFirstToken,
            @DefaultValue("30s") Duration coolDown,
            @DefaultValue("10s") Duration probeEvery,
            @DefaultValue("64") @Min(0) int shedWaiting,
            @DefaultValue("8388608") @Min(1024) int maxStreamBytes,
            @DefaultValue("262144") @Min(1024) int maxLineBytes) {}

    /// Tokens an hour, of this replica; 0 is no limit.
    ///
    /// @param perUser of each person
    /// @param allUsers of all people together
    /// @param maxUsers whose buckets are kept; past it the longest idle one is forgotten
    public record Budget(
            @DefaultValue("200000") @Min(0) long perUser,
            @DefaultValue("0") @Min(0) long allUsers,
            @DefaultValue("10000") @Min(1) int maxUsers) {}

    /// @param ttl how long an answer is given again to the same question; 0 keeps none
    /// @param maxBytes of all answers kept
    public record Cache(
            @DefaultValue("1h") Duration ttl, @DefaultValue("16777216") @Min(0) long maxBytes) {}

    /// @param name for status and telemetry, unique
    /// @param model empty: the first endpoint's
    /// @param baseUrl empty: this endpoint does not exist
    /// @param apiKey sent to this base URL's host only; the first endpoint's is not inherited
    public record Endpoint(
            @NotBlank String name,
            @DefaultValue("vllm") String provider,
            @DefaultValue("") String model,
            @DefaultValue("") String baseUrl,
            @DefaultValue("") String apiKey,
            @DefaultValue("32") @Min(1) int maxInFlight,
            @DefaultValue("true") boolean multimodal) {

        public Endpoint {
            if (!baseUrl.isBlank()) {
                URI uri = URI.create(baseUrl);
                if (!Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                        || uri.getHost() == null
                        || uri.getUserInfo() != null) {
                    throw new IllegalArgumentException(
                            "base URL of " + name + " must be http(s)://host[:port][/path]");
                }
            }
        }

        URI completions() {
            return URI.create(root() + "/v1/chat/completions");
        }

        /// @param path from the server's root, where vLLM and llama.cpp keep what is not OpenAI's
        URI at(String path) {
            return URI.create(root() + path);
        }

        private String root() {
            String base = baseUrl.replaceFirst("/+$", "");
            return base.endsWith("/v1") ? base.substring(0, base.length() - 3) : base;
        }

        private Endpoint serving(String fallback) {
            return model.isBlank()
                    ? new Endpoint(
                            name, provider, fallback, baseUrl, apiKey, maxInFlight, multimodal)
                    : this;
        }

        @Override
        public String toString() {
            return "Endpoint[" + name + ", " + provider + ", " + model + ", " + baseUrl + "]";
        }
    }

    public EndpointProperties {
        endpoints = List.copyOf(endpoints);
        Set<String> names = new HashSet<>(Set.of(FIRST));
        for (Endpoint endpoint : endpoints) {
            if (!names.add(endpoint.name())) {
                throw new IllegalArgumentException("two endpoints are named " + endpoint.name());
            }
        }
    }

    public boolean configured() {
        return !inOrder().isEmpty();
    }

    /// The endpoints that exist, first choice first.
    List<Endpoint> inOrder() {
        List<Endpoint> all = new ArrayList<>();
        String key = apiKey.isBlank() ? fallbackApiKey : apiKey;
        all.add(new Endpoint(FIRST, provider, model, baseUrl, key, maxInFlight, multimodal));
        endpoints.forEach(endpoint -> all.add(endpoint.serving(model)));
        all.removeIf(endpoint -> endpoint.baseUrl().isBlank());
        return List.copyOf(all);
    }

    /// Longest time for a call of this purpose.
    Duration total(ChatQuestion.Purpose purpose) {
        return switch (purpose) {
            case REPORT -> total;
            case ROUTE -> clocks.routeTotal();
            case CHAT, STYLE -> clocks.chatTotal();
        };
    }

    @Override
    public String toString() {
        return "EndpointProperties" + inOrder();
    }
}
