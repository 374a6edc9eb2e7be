package io.dermflow.llm.endpoint;

import io.dermflow.kit.trace.Traceparent;
import io.dermflow.llm.endpoint.ChatFailed.Again;
import io.dermflow.llm.endpoint.ChatFailed.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /// Usage comes right after the finish reason or not at all.
    private static final Duration FOR_USAGE = Duration.ofSeconds(1);

    /// For the end of the body after `[DONE]`, so that the connection can be kept.
    private static final Duration FOR_END = Duration.ofMillis(50);

    private static final int MAX_ERROR_BYTES = 65_536;

    private final EndpointProperties.Endpoint endpoint;
    private final EndpointProperties.Guard guard;
    private final int maxAnswerBytes;
    private final HttpClient http;

    ChatEndpoint(EndpointProperties.Endpoint endpoint, EndpointProperties properties) {
        this.endpoint = endpoint;
        this.guard = properties.guard();
        this.maxAnswerBytes = properties.maxAnswerBytes();
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
            return body(response, clocks, sink);
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
            body = bytes(response.body(), System.nanoTime() + wait.toNanos(), MAX_ERROR_BYTES);
        } catch (ChatFailed | IOException | TimeoutException unreadable) {
            body = new byte[0];
        }
        return ErrorReply.of(response.statusCode(), body)
                .after(RetryAfter.of(response.headers(), Instant.now()).orElse(null));
    }

    private ChatAnswer body(HttpResponse<BodyFeed> response, CallClocks clocks, TextSink sink)
            throws ChatFailed, InterruptedException {
        if (response.headers().firstValue("content-encoding").isPresent()) {
            throw new ChatFailed(Kind.GARBAGE, "an encoding nobody asked for", null);
        }
        String type = response.headers().firstValue("content-type").orElse("text/event-stream");
        var reader = new AnswerReader(maxAnswerBytes);
        if (type.startsWith("text/event-stream")) {
            return streamed(response.body(), reader, clocks, sink);
        }
        if (type.startsWith("application/json")) {
            return whole(response.body(), reader, clocks, sink);
        }
        throw new ChatFailed(Kind.GARBAGE, "200 with another media type", null);
    }

    private ChatAnswer whole(BodyFeed feed, AnswerReader reader, CallClocks clocks, TextSink sink)
            throws ChatFailed, InterruptedException {
        try {
            byte[] body = bytes(feed, clocks.end(), guard.maxStreamBytes());
            String text = reader.whole(new String(body, StandardCharsets.UTF_8));
            ChatAnswer answer = reader.answer(endpoint.name());
            hand(text, sink);
            return answer;
        } catch (TimeoutException e) {
            throw clocks.expired("answer");
        } catch (IOException e) {
            throw new ChatFailed(Kind.TRANSPORT, "broke off", e).maybe(Again.ANYWHERE);
        }
    }

    private ChatAnswer streamed(
            BodyFeed feed, AnswerReader reader, CallClocks clocks, TextSink sink)
            throws ChatFailed, InterruptedException {
        var events = new EventStream(guard.maxLineBytes());
        long since = System.nanoTime();
        boolean started = false;
        int size = 0;
        try {
            while (!reader.done()) {
                Duration bound =
                        reader.finished()
                                ? FOR_USAGE
                                : started ? clocks.idle() : clocks.firstToken();
                List<ByteBuffer> buffers = feed.next(clocks.left(bound, since));
                List<String> data = buffers.isEmpty() ? events.end() : feed(events, buffers);
                size += size(buffers);
                for (String event : data) {
                    String piece = reader.event(event);
                    started |= !piece.isEmpty();
                    since = started ? System.nanoTime() : since;
                    hand(piece, sink);
                }
                if (size > guard.maxStreamBytes()) {
                    throw new ChatFailed(Kind.GARBAGE, "the stream is too long", null);
                }
                if (buffers.isEmpty()) {
                    break;
                }
            }
            awaitEnd(feed);
        } catch (TimeoutException e) {
            if (!reader.finished()) {
                throw clocks.expired(started ? "next token" : "first token");
            }
        } catch (IOException e) {
            if (!reader.finished()) {
                throw new ChatFailed(Kind.TRANSPORT, "broke off", e)
                        .maybe(started ? Again.NEVER : Again.ANYWHERE);
            }
        }
        return reader.answer(endpoint.name());
    }

    private static List<String> feed(EventStream events, List<ByteBuffer> buffers)
            throws ChatFailed {
        if (buffers.size() == 1) {
            return events.feed(buffers.getFirst().duplicate());
        }
        List<String> data = new ArrayList<>();
        for (ByteBuffer buffer : buffers) {
            data.addAll(events.feed(buffer.duplicate()));
        }
        return data;
    }

    private static int size(List<ByteBuffer> buffers) {
        return buffers.stream().mapToInt(ByteBuffer::remaining).sum();
    }

    private static void hand(String piece, TextSink sink) throws ChatFailed {
        if (piece.isEmpty()) {
            return;
        }
        try {
            sink.text(piece);
        } catch (IOException gone) {
            throw new ChatFailed(Kind.CLIENT_GONE, "nobody reads any more", gone);
        }
    }

    private static void awaitEnd(BodyFeed feed) throws IOException, InterruptedException {
        try {
            if (!feed.next(FOR_END).isEmpty()) {
                feed.next(FOR_END);
            }
        } catch (TimeoutException noEnd) {
            feed.stop();
        }
    }

    private static byte[] bytes(BodyFeed feed, long end, int max)
            throws ChatFailed, IOException, InterruptedException, TimeoutException {
        var whole = new ByteArrayOutputStream();
        while (true) {
            List<ByteBuffer> buffers = feed.next(Duration.ofNanos(end - System.nanoTime()));
            if (buffers.isEmpty()) {
                return whole.toByteArray();
            }
            for (ByteBuffer buffer : buffers) {
                byte[] part = new byte[buffer.remaining()];
                buffer.get(part);
                whole.writeBytes(part);
            }
            if (whole.size() > max) {
                throw new ChatFailed(Kind.GARBAGE, "the answer is too long", null);
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
