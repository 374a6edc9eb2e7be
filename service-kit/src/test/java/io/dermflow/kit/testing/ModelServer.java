package io.dermflow.kit.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A model behind vLLM's wire format that answers by what it is asked for: a class, clothes, a
/// report or words. Speaks whole or as a stream, as the request wants it.
public final class ModelServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration TICK = Duration.ofMillis(20);

    private final HttpServer server;
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();

    /// What it answers; tests change it between requests.
    public volatile String intent = "{\"intent\":\"general\"}";

    public volatile String clothes = "{}";

    /// Whenever an answer by a schema is wanted that is neither a class nor clothes.
    public volatile String report = "{}";

    public volatile List<String> words = List.of("Hi", " there", "!");

    /// Instead of any answer: 503.
    public volatile boolean overloaded;

    /// Instead of words: nothing, until the connection is closed.
    public volatile boolean silent;

    /// After the words: nothing, until the connection is closed.
    public volatile boolean fallsSilent;

    /// After the words: an error, as vLLM says it in mid-stream.
    public volatile boolean fails;

    /// The last piece of the words is not said before this has come to zero.
    public volatile CountDownLatch beforeLast = new CountDownLatch(0);

    public volatile CountDownLatch asked = new CountDownLatch(1);
    public volatile CountDownLatch hungUp = new CountDownLatch(1);

    public ModelServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::answer);
        server.createContext("/", ModelServer::nothing);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Everything it was asked, as it came.
    public List<JsonNode> requests() {
        return requests;
    }

    /// The text of the last request whose instructions begin so.
    public String lastTurn(String instructions) {
        return requests.stream()
                .map(ModelServer::text)
                .filter(text -> text.startsWith(instructions))
                .reduce((_, last) -> last)
                .orElse("");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            requests.add(request);
            String turn = text(request);
            boolean stream = request.path("stream").asBoolean(false);
            if (overloaded) {
                exchange.sendResponseHeaders(503, -1);
            } else if (turn.startsWith("You sort one message")) {
                say(exchange, stream, List.of(intent));
            } else if (turn.startsWith("You recommend clothes")) {
                say(exchange, stream, List.of(clothes));
            } else if (request.has("response_format")) {
                say(exchange, stream, List.of(report));
            } else if (silent) {
                asked.countDown();
                keepSilent(begin(exchange, stream), stream);
            } else {
                talk(exchange, stream);
            }
        }
    }

    /// Of the first message; beside a picture it is one part of several.
    private static String text(JsonNode request) {
        JsonNode content = request.path("messages").path(0).path("content");
        if (!content.isArray()) {
            return content.asString();
        }
        return content.valueStream()
                .map(part -> part.path("text").asString(""))
                .collect(Collectors.joining());
    }

    private void talk(HttpExchange exchange, boolean stream) throws IOException {
        if (!stream) {
            say(exchange, false, words);
            return;
        }
        OutputStream out = begin(exchange, true);
        for (Iterator<String> pieces = words.iterator(); pieces.hasNext(); ) {
            String piece = pieces.next();
            if (!pieces.hasNext()) {
                await(beforeLast);
            }
            write(out, "data: " + JSON.writeValueAsString(chunk(piece, null)) + "\n\n");
        }
        if (fallsSilent) {
            keepSilent(out, true);
        } else if (fails) {
            write(
                    out,
                    "data: {\"error\":{\"message\":\"EngineCore died\","
                            + "\"type\":\"InternalServerError\",\"code\":500}}\n\n");
            write(out, "data: [DONE]\n\n");
        } else {
            write(out, "data: " + JSON.writeValueAsString(chunk("", "stop")) + "\n\n");
            write(out, "data: [DONE]\n\n");
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }

    private static void say(HttpExchange exchange, boolean stream, List<String> pieces)
            throws IOException {
        OutputStream out = begin(exchange, stream);
        if (stream) {
            for (String piece : pieces) {
                write(out, "data: " + JSON.writeValueAsString(chunk(piece, null)) + "\n\n");
            }
            write(out, "data: " + JSON.writeValueAsString(chunk("", "stop")) + "\n\n");
            write(out, "data: [DONE]\n\n");
        } else {
            write(out, JSON.writeValueAsString(whole(String.join("", pieces))));
        }
    }

    /// Blanks before JSON and comments in a stream are nothing, but show that the other side is
    /// still there.
    private void keepSilent(OutputStream out, boolean stream) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                write(out, stream ? ": keep-alive\n\n" : " ");
                LockSupport.parkNanos(TICK.toNanos());
            }
        } catch (IOException closed) {
            hungUp.countDown();
        }
    }

    private static OutputStream begin(HttpExchange exchange, boolean stream) throws IOException {
        exchange.getResponseHeaders()
                .set("Content-Type", stream ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static Map<String, Object> chunk(String piece, @Nullable String finish) {
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("delta", Map.of("content", piece));
        choice.put("finish_reason", finish);
        return Map.of(
                "object", "chat.completion.chunk", "choices", new ArrayList<>(List.of(choice)));
    }

    private static Map<String, Object> whole(String text) {
        return Map.of(
                "choices",
                List.of(
                        Map.of(
                                "message",
                                Map.of("role", "assistant", "content", text),
                                "finish_reason",
                                "stop")),
                "usage",
                Map.of("prompt_tokens", 10, "completion_tokens", 5));
    }

    private static void nothing(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(404, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
