package io.dermflow.llm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/// A server that speaks vLLM's wire format and misbehaves as a test says: each request takes the
/// next line of the script, the last one repeats.
public final class ScriptedModel implements AutoCloseable {

    /// One answer.
    public interface Line {
        void play(HttpExchange exchange) throws IOException;
    }

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpServer server;
    private final LinkedBlockingQueue<Line> script = new LinkedBlockingQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile Map<String, List<String>> lastHeaders = Map.of();

    public ScriptedModel(Line... lines) {
        script.addAll(List.of(lines));
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::handle);
        server.start();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public int requests() {
        return requests.get();
    }

    public List<String> bodies() {
        return bodies;
    }

    public Map<String, List<String>> lastHeaders() {
        return lastHeaders;
    }

    /// A finished chat completion with this content.
    public static Line says(String content) {
        return saysAndStopsBy(content, "stop");
    }

    public static Line saysAndStopsBy(String content, String finishReason) {
        return status(
                200,
                MAPPER.writeValueAsString(
                        Map.of(
                                "choices",
                                List.of(
                                        Map.of(
                                                "message",
                                                Map.of("role", "assistant", "content", content),
                                                "finish_reason",
                                                finishReason)),
                                "usage",
                                Map.of("prompt_tokens", 100, "completion_tokens", 50))));
    }

    /// A stream of these pieces, as vLLM cuts an answer.
    public static Line streams(String... pieces) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            for (String piece : pieces) {
                event(exchange, Map.of("delta", Map.of("content", piece)));
            }
            event(exchange, Map.of("delta", Map.of(), "finish_reason", "stop"));
            send(exchange, "data: [DONE]\n\n");
        };
    }

    private static void event(HttpExchange exchange, Map<String, ?> choice) throws IOException {
        send(
                exchange,
                "data: " + MAPPER.writeValueAsString(Map.of("choices", List.of(choice))) + "\n\n");
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    public static Line status(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            lastHeaders = Map.copyOf(exchange.getRequestHeaders());
            bodies.add(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Line line = script.size() > 1 ? script.poll() : script.peek();
            line.play(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
