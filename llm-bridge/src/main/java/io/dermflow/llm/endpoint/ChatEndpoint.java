package io.dermflow.llm.endpoint;

import io.dermflow.kit.trace.Traceparent;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One OpenAI-compatible chat endpoint.
///
/// Pinned to HTTP/1.1: the JDK's default offers `Upgrade: h2c`, and vLLM's server then drops the
/// body. `HttpRequest.timeout` does not cover the body, so the whole exchange has its own clock,
/// and on expiry the future is cancelled, which closes the connection and makes vLLM abort (all
/// measured). No redirects, because they would carry the key elsewhere. Thread-safe.
public class ChatEndpoint implements AutoCloseable {

    private final EndpointProperties properties;
    private final HttpClient http;

    public ChatEndpoint(EndpointProperties properties) {
        this.properties = properties;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(properties.connect())
                        .build();
    }

    /// Asks once.
    ///
    /// @param limit for everything, body included; the upstream is stopped when it runs out
    public ChatAnswer ask(ChatQuestion question, Duration limit) throws ChatFailed {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(
                        request(question),
                        BodyHandlers.limiting(
                                BodyHandlers.ofByteArray(), properties.maxAnswerBytes()));
        try {
            var response = exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return ChatWire.read(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            throw new ChatFailed(ChatFailed.Kind.TIMEOUT, "no answer within " + limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChatFailed(ChatFailed.Kind.TIMEOUT, "interrupted", e);
        } catch (ExecutionException e) {
            throw transport(Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            exchange.cancel(true);
        }
    }

    private HttpRequest request(ChatQuestion question) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(properties.completions())
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .header(Traceparent.HEADER, Traceparent.current().headerValue())
                        .POST(
                                BodyPublishers.ofByteArray(
                                        ChatWire.write(question, properties.model())));
        if (!properties.apiKey().isBlank()) {
            request.header("Authorization", "Bearer " + properties.apiKey());
        }
        return request.build();
    }

    private static ChatFailed transport(Throwable cause) {
        return switch (cause) {
            case HttpTimeoutException timeout ->
                    new ChatFailed(ChatFailed.Kind.TIMEOUT, "no connection in time", timeout);
            case IOException io when String.valueOf(io.getMessage()).contains("body exceeds") ->
                    new ChatFailed(ChatFailed.Kind.GARBAGE, "the answer is too long", io);
            default ->
                    new ChatFailed(
                            ChatFailed.Kind.TRANSPORT, cause.getClass().getSimpleName(), cause);
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
