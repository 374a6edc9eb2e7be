package io.dermflow.ingest.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// llm-bridge's doors for conversations as ingest sees them, over real HTTP: each token sees its
/// own, and while it is away there are none.
final class Assistant {

    private static final Assistant INSTANCE = new Assistant();

    private static final String DOOR = "/api/v1/agent/sessions";
    static final String SESSION = "9b753983bcb8714d";

    private final Map<String, String> said = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile boolean away;

    private Assistant() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(DOOR, this::answer);
        server.start();
    }

    static Assistant running() {
        return INSTANCE;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void away(boolean now) {
        away = now;
    }

    /// The token's owner has one session with this question in it.
    void heard(String token, String question) {
        said.put("Bearer " + token, question);
    }

    private void answer(HttpExchange call) throws IOException {
        String question = said.get(call.getRequestHeaders().getFirst("Authorization"));
        boolean list = call.getRequestURI().getPath().equals(DOOR);
        String id = "\"session_id\":\"" + SESSION + "\"";
        String one = question == null ? "" : "{" + id + ",\"exchanges\":1}";
        byte[] body =
                (list
                                ? "{\"items\":[" + one + "]}"
                                : "{" + id + ",\"messages\":[{\"asked\":\"" + question + "\"}]}")
                        .getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(away ? 503 : 200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }
}
