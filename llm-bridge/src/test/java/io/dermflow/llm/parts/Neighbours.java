package io.dermflow.llm.parts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Ingest's list of captures and report-service's results over a real socket: each token sees its
/// own, and nothing else.
public final class Neighbours implements AutoCloseable {

    private static final String CAPTURE = "0190a000-0000-7000-8000-000000000001";

    private final HttpServer server;
    private final Map<String, String> results = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();

    public Neighbours() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/captures", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public int requests() {
        return requests.get();
    }

    /// The token's owner has one capture with this result document.
    public void know(String token, String result) {
        results.put("Bearer " + token, result);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        String result = bearer == null ? null : results.get(bearer);
        if (exchange.getRequestURI().getPath().endsWith("/results")) {
            send(exchange, result == null ? 404 : 200, result == null ? "{}" : result);
        } else {
            send(
                    exchange,
                    200,
                    result == null
                            ? "{\"items\":[]}"
                            : "{\"items\":[{\"capture_id\":\"" + CAPTURE + "\"}]}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
