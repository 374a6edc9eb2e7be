package io.dermflow.stack.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A gateway with one capture, which ends as it was told to. Its event stream breaks once in the
/// middle, as streams do.
final class FakeGateway implements AutoCloseable {

    private static final String CAPTURE = "/api/v1/captures/0198a5c0";

    private final HttpServer server;
    private final String end;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> forms = new CopyOnWriteArrayList<>();

    FakeGateway(String end) throws IOException {
        this.end = end;
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Method, path, and what matters of the headers, in the order they came.
    List<String> requests() {
        return List.copyOf(requests);
    }

    /// What was submitted, a byte a character.
    List<String> forms() {
        return List.copyOf(forms);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String resumed = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            requests.add(
                    exchange.getRequestMethod()
                            + " "
                            + path
                            + (resumed == null ? "" : " after " + resumed));
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!path.startsWith("/api/v1/auth/") && !isAuthorized(exchange)) {
                answer(exchange, 401, "{}");
                return;
            }
            switch (path) {
                case "/api/v1/auth/login" -> answer(exchange, 200, "{\"access_token\":\"t0ken\"}");
                case "/api/v1/captures" -> accept(exchange, body);
                case CAPTURE -> answer(exchange, 200, state(end));
                case CAPTURE + "/events" -> answer(exchange, 200, events(resumed != null));
                case CAPTURE + "/results" -> answer(exchange, 200, RESULT.formatted(end));
                case CAPTURE + "/report" -> answer(exchange, 200, "Nothing above the limit.");
                case "/api/v1/artifacts/overlay.png" -> answer(exchange, 200, "a drawing");
                case "/api/v1/agent/chat/stream" -> answer(exchange, 200, chat(body));
                default -> answer(exchange, 200, "{}");
            }
        }
    }

    private static String chat(byte[] body) {
        boolean continued = new String(body, StandardCharsets.UTF_8).contains("\"s1\"");
        return ": ping\n\ndata: {\"type\":\"metadata\",\"session_id\":\"s1\"}\n\n"
                + "data: {\"type\":\"chunk\",\"content\":\"Hello\"}\n\n"
                + "data: {\"type\":\"chunk\",\"content\":\""
                + (continued ? " again." : ".")
                + "\"}\n\ndata: {\"type\":\"done\",\"content\":{\"complete\":true}}\n\n";
    }

    private static final String RESULT =
            """
            {
              "state": "%s",
              "capture_id": "0198a5c0",
              "artifacts": [{"name": "overlay.png", "url": "/api/v1/artifacts/overlay.png"}],
              "quality": {"problems": ["too dark"], "actions": ["use more light"]}
            }
            """;

    private void accept(HttpExchange exchange, byte[] body) throws IOException {
        String form = new String(body, StandardCharsets.ISO_8859_1);
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        boolean whole =
                form.contains("; filename=\"image\"")
                        && form.endsWith("--" + type.substring(type.indexOf('=') + 1) + "--\r\n");
        forms.add(form);
        if (!whole) {
            answer(exchange, 400, "{\"code\":\"malformed\"}");
        } else if (end.equals("refused")) {
            answer(exchange, 422, "{\"code\":\"image_truncated\",\"detail\":\"It is cut off.\"}");
        } else {
            answer(exchange, 202, "{\"capture_id\":\"0198a5c0\",\"status\":\"queued\"}");
        }
    }

    private String events(boolean resumed) {
        return resumed
                ? "id: 3\nevent: end\ndata: " + state(end) + "\n\n"
                : "id: 1\nevent: state\ndata: "
                        + state("processing")
                        + "\n\nid: 2\nevent: progress\n"
                        + "data: {\"stage\":\"vision\",\"step\":\"quality\"}\n\n";
    }

    private String state(String state) {
        boolean open = requests.stream().noneMatch(request -> request.contains(" after "));
        return "{\"state\":\"%s\",\"reason\":{\"code\":\"too_dark\",\"detail\":\"More light.\"}}"
                .formatted(open ? "processing" : state);
    }

    private static boolean isAuthorized(HttpExchange exchange) {
        return "Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
