package io.dermflow.report.parts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Ingest's capture door over a real socket: knows the captures it was told of, for one token each.
public final class Ingest {

    private static final Map<String, Open> CAPTURES = new ConcurrentHashMap<>();
    private static final HttpServer SERVER = serve();

    private Ingest() {}

    private record Open(String state, String token) {}

    public static URI uri() {
        return URI.create("http://127.0.0.1:" + SERVER.getAddress().getPort());
    }

    /// The owner's token sees this capture in this state; everybody else sees nothing.
    public static void knows(String capture, String state, String ownersToken) {
        CAPTURES.put(capture, new Open(state, ownersToken));
    }

    private static HttpServer serve() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/api/v1/captures/", Ingest::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Open open = CAPTURES.get(path.substring(path.lastIndexOf('/') + 1));
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        boolean found = open != null && Objects.equals(bearer, "Bearer " + open.token());
        String body = found ? "{\"capture_id\":\"x\",\"state\":\"" + open.state() + "\"}" : "{}";
        if (open != null && open.state().equals("broken")) {
            exchange.sendResponseHeaders(500, -1);
        } else {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(found ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
