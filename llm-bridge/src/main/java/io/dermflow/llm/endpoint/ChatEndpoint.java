package io.dermflow.llm.endpoint;

import io.dermflow.kit.trace.Traceparent;
import io.dermflow.llm.endpoint.ChatFailed.Again;
import io.dermflow.llm.endpoint.ChatFailed.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One OpenAI-compatible chat endpoint.
///
/// Pinned to HTTP/1.1: the JDK's default offers `Upgrade: h2c`, and vLLM's server then drops the
/// body. No redirects, because they would carry the key elsewhere. Every question is streamed, also
/// one that nobody watches: only then do a first-token and an idle clock mean anything.
/// `HttpRequest.timeout` does not cover the body, so the calling thread waits for each part with
/// its own bound, and whatever ends the call other than the end of the body closes the connection,
/// which makes vLLM abort. Thread-safe.
final class ChatEndpoint implements AutoCloseable {

    private static final int MAX_ERROR_BYTES = 65_536;

    private final EndpointProperties.Endpoint endpoint;
    private final ReadAnswer readAnswer;
    private final HttpClient http;

    ChatEndpoint(EndpointProperties.Endpoint endpoint, EndpointProperties properties) {
        this.endpoint = endpoint;
        this.readAnswer =
                new ReadAnswer(endpoint.name(), properties.guard(), properties.maxAnswerBytes());
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(properties.connect())
                        .build();
    }

    /// The client, for probes of the same server.
    HttpClient http() {
        return http;
    }

    /// Asks once.
    ///
    /// @param sink is given each piece of text by this thread; what it throws ends the call
    ChatAnswer ask(ChatQuestion question, CallClocks clocks, TextSink sink) throws ChatFailed {
        var feed = new BodyFeed();
        CompletableFuture<HttpResponse<BodyFeed>> exchange =
                http.sendAsync(request(question), _ -> feed);
        try {
            HttpResponse<BodyFeed> response = headers(exchange, clocks);
            if (response.statusCode() != 200) {
                throw refusal(response, clocks);
            }
            return readAnswer.from(response, clocks, sink);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChatFailed(Kind.CLIENT_GONE, "interrupted", e);
        } finally {
            feed.stop();
            exchange.cancel(true);
        }
    }

    private HttpRequest request(ChatQuestion question) {
        byte[] body = ChatWire.write(question, endpoint.model(), endpoint.multimodal());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint.completions())
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream, application/json")
                        .header("X-Request-Id", UUID.randomUUID().toString())
                        .header(Traceparent.HEADER, Traceparent.current().headerValue())
                        .POST(BodyPublishers.ofByteArray(body));
        if (!endpoint.apiKey().isBlank()) {
            request.header("Authorization", "Bearer " + endpoint.apiKey());
        }
        return request.build();
    }

    private static HttpResponse<BodyFeed> headers(
            CompletableFuture<HttpResponse<BodyFeed>> exchange, CallClocks clocks)
            throws ChatFailed, InterruptedException {
        try {
            Duration wait = clocks.left(clocks.headers(), System.nanoTime());
            return exchange.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw clocks.expired("headers");
        } catch (ExecutionException e) {
            throw unreached(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static ChatFailed unreached(Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException timeout ->
                    ChatFailed.noConnection(Kind.TIMEOUT, "no connection in time", timeout);
            case ConnectException refused ->
                    ChatFailed.noConnection(Kind.TRANSPORT, "no connection", refused);
            default ->
                    new ChatFailed(Kind.TRANSPORT, cause.getClass().getSimpleName(), cause)
                            .maybe(Again.ANYWHERE);
        };
    }

    private static ChatFailed refusal(HttpResponse<BodyFeed> response, CallClocks clocks)
            throws InterruptedException {
        byte[] body;
        try {
            Duration wait = clocks.left(clocks.idle(), System.nanoTime());
            body = response.body().all(System.nanoTime() + wait.toNanos(), MAX_ERROR_BYTES);
        } catch (ChatFailed | IOException | TimeoutException unreadable) {
            body = new byte[0];
        }
        return ErrorReply.of(response.statusCode(), body)
                .after(RetryAfter.of(response.headers(), Instant.now()).orElse(null));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
