package io.dermflow.stack.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A supervisor that keeps nothing running, and the ingest-service of its stack, behind one port:
/// what a command asks of them, and what they answer as they were told to. Each door wants the
/// token of its own.
final class FakeStack implements AutoCloseable {

    private static final String OPERATOR = "operator-token";
    private static final String SERVICE = "service-token";

    private final Path folder;
    private final DataDirectory data;
    private final List<String> instances;
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private record Answer(int status, String body) {}

    /// @param instances of the parts, as `status` names them
    FakeStack(Path folder, String... instances) throws IOException {
        this.folder = folder;
        this.data = new DataDirectory(folder.resolve("data"));
        this.instances = List.of(instances);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = HttpServer.create(address, 0);
        server.createContext("/", this::serve);
        server.start();
        data.prepare();
        Files.writeString(
                data.run().resolve("control.json"),
                """
                {"pid": %d, "port": %d, "token": "%s"}
                """
                        .formatted(ProcessHandle.current().pid(), port(), OPERATOR));
    }

    /// What it says from now on to a method and path.
    FakeStack answering(String request, int status, String body) {
        answers.put(request, new Answer(status, body));
        return this;
    }

    /// The command on this stack, with its words.
    CommandRun run(String... words) throws InterruptedException {
        List<String> all =
                Stream.concat(Stream.of(words), Stream.of("--data", data.root().toString()))
                        .toList();
        return CommandRun.of(new Checkout(folder.resolve("checkout")), all);
    }

    /// Method and path of what was asked for besides its state and tokens, in the order it came.
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            switch (request) {
                case "GET /status" -> send(exchange, OPERATOR, new Answer(200, status()));
                case "POST /api/v1/auth/token" -> send(exchange, "", token(exchange));
                default -> {
                    requests.add(request);
                    String token = request.contains("/internal/") ? SERVICE : OPERATOR;
                    send(exchange, token, answers.getOrDefault(request, new Answer(404, "{}")));
                }
            }
        }
    }

    private String status() {
        String parts =
                instances.stream()
                        .map(name ->
                                """
                                {"name": "%s", "host": "127.0.0.1", "port": %d,
                                 "state": "healthy", "restarts": 0, "log": "/dev/null"}
                                """
                                        .formatted(name, port()))
                        .collect(Collectors.joining(","));
        return """
        {"gateway": "http://127.0.0.1:1", "data": "%s", "supervisor_pid": 1, "parts": [%s]}
        """
                .formatted(data.root(), parts);
    }

    private Answer token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String secret = new Secrets(data).value("clients/ingest");
        return form.equals("grant_type=client_credentials&client_id=ingest&client_secret=" + secret)
                ? new Answer(200, "{\"access_token\": \"" + SERVICE + "\"}")
                : new Answer(401, "{\"title\": \"Unauthorized\"}");
    }

    private static void send(HttpExchange exchange, String token, Answer answer)
            throws IOException {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        boolean allowed = token.isEmpty() || ("Bearer " + token).equals(given);
        byte[] body = (allowed ? answer.body() : "{}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(
                allowed ? answer.status() : 401, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
