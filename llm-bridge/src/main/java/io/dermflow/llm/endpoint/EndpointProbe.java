package io.dermflow.llm.endpoint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One look at a server: `/health`, then its list of models, then its own queue by vLLM's or
/// llama.cpp's gauges. Only no connection, no answer in time and a 5xx count as down, because other
/// servers have no `/health`; what a server does not tell stays unknown.
final class EndpointProbe {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern WAITING =
            Pattern.compile(
                    "^(?:vllm:num_requests_waiting|llamacpp:requests_deferred)"
                            + "(?:\\{[^}]*})?\\s+([0-9.eE+]+)",
                    Pattern.MULTILINE);

    private final GuardedEndpoint guarded;
    private final EndpointProperties.Endpoint endpoint;

    EndpointProbe(GuardedEndpoint guarded) {
        this.guarded = guarded;
        this.endpoint = guarded.endpoint();
    }

    /// Looks and notes what it saw.
    void look() throws InterruptedException {
        try {
            if (get(endpoint.at("/health"), false).statusCode() >= 500) {
                guarded.health().probeFailed();
                return;
            }
            guarded.health().answered();
            readModels(get(endpoint.at("/v1/models"), true));
            readQueue(get(endpoint.at("/metrics"), false));
        } catch (IOException | TimeoutException unreachable) {
            guarded.health().probeFailed();
        }
    }

    private void readModels(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            return;
        }
        try {
            for (JsonNode model : MAPPER.readTree(response.body()).path("data")) {
                if (model.path("id").asString("").equals(endpoint.model())) {
                    guarded.health().models(true, contextTokens(model));
                    return;
                }
            }
            guarded.health().models(false, 0);
        } catch (JacksonException notAList) {
            guarded.health().models(true, 0);
        }
    }

    private static int contextTokens(JsonNode model) {
        int ofVllm = model.path("max_model_len").asInt(0);
        return ofVllm > 0 ? ofVllm : model.path("meta").path("n_ctx").asInt(0);
    }

    private void readQueue(HttpResponse<String> response) {
        guarded.health()
                .waiting(response.statusCode() == 200 ? waiting(response.body()).orElse(-1) : -1);
    }

    /// @param metrics in Prometheus text
    /// @return requests that wait, over all engines; empty when the server does not say
    static OptionalInt waiting(String metrics) {
        Matcher line = WAITING.matcher(metrics);
        double sum = 0;
        boolean found = false;
        while (line.find()) {
            sum += Double.parseDouble(line.group(1));
            found = true;
        }
        return found ? OptionalInt.of((int) sum) : OptionalInt.empty();
    }

    /// @param withKey the key opens `/v1` only; the rest of the server must not see it
    private HttpResponse<String> get(URI uri, boolean withKey)
            throws IOException, InterruptedException, TimeoutException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET();
        if (withKey && !endpoint.apiKey().isBlank()) {
            request.header("Authorization", "Bearer " + endpoint.apiKey());
        }
        var exchange =
                guarded.server()
                        .http()
                        .sendAsync(
                                request.build(),
                                BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
        try {
            return exchange.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("no answer", e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }
}
