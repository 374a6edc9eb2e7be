package io.dermflow.stack.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dermflow.stack.LocalStack;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The supervisor's door for the commands: `GET /status`, `POST /down`, and `POST
/// /parts/<name>/kill|stop|start|restart|replace|pause|resume`. Loopback only, with a token that
/// [ControlFile] holds.
public final class ControlServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ControlServer.class);
    private static final int TOKEN_BYTES = 24;

    // Of one new process; a worker loads its models.
    private static final Duration REPLACEMENT = Duration.ofMinutes(2);

    private final LocalStack stack;
    private final Runnable down;
    private final Duration replacement;
    private final String token;
    private final HttpServer server;

    private ControlServer(LocalStack stack, Runnable down, Duration replacement)
            throws IOException {
        this.stack = stack;
        this.down = down;
        this.replacement = replacement;
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
        this.server = HttpServer.create(stack.controlAddress(), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
    }

    /// Opens the door and writes where it is.
    ///
    /// @param down called once somebody wants the stack to end
    public static ControlServer open(LocalStack stack, Runnable down) throws IOException {
        return open(stack, down, REPLACEMENT);
    }

    /// @param replacement how long one new process may take to become healthy
    static ControlServer open(LocalStack stack, Runnable down, Duration replacement)
            throws IOException {
        var control = new ControlServer(stack, down, replacement);
        control.server.start();
        InetSocketAddress address = control.server.getAddress();
        new ControlFile(ProcessHandle.current().pid(), address.getPort(), control.token)
                .write(stack.dataDirectory());
        return control;
    }

    @Override
    public void close() throws IOException {
        DataDirectory data = stack.dataDirectory();
        ControlFile.delete(data);
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!authorized(exchange)) {
                answer(exchange, 401, "");
                return;
            }
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            String[] words = request.split("[ /]+");
            switch (words[0] + " " + words[1]) {
                case "GET status" -> answer(exchange, 200, StatusDocument.write(stack));
                case "POST down" -> {
                    answer(exchange, 202, "");
                    down.run();
                }
                case "POST parts" -> answer(exchange, act(words), "");
                default -> answer(exchange, 404, "");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The top of a request.
            log.error("control request failed", e);
        }
    }

    private int act(String[] words) throws IOException, InterruptedException {
        var part = words.length == 4 ? Part.named(words[2]) : Optional.<Part>empty();
        if (part.filter(this::isOfTheStack).isEmpty()) {
            return 404;
        }
        switch (words[3].toLowerCase(Locale.ROOT)) {
            case "kill" -> stack.kill(part.get());
            case "stop" -> stack.stop(part.get());
            case "start" -> stack.start(part.get());
            case "restart" -> stack.restart(part.get());
            case "replace" -> {
                return replace(part.get());
            }
            case "pause" -> stack.pause(part.get());
            case "resume" -> stack.resume(part.get());
            default -> {
                return 404;
            }
        }
        return 204;
    }

    /// Not one that was left out.
    private boolean isOfTheStack(Part part) {
        return stack.status().stream().anyMatch(status -> status.part() == part);
    }

    private int replace(Part part) throws IOException, InterruptedException {
        try {
            stack.replace(part, replacement);
            return 204;
        } catch (TimeoutException e) {
            log.error("{}", e.getMessage());
            return 504;
        }
    }

    private boolean authorized(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] given = (header == null ? "" : header).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        // Else a command could come over a connection that is being closed: only so many may idle.
        exchange.getResponseHeaders().add("Connection", "close");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
