package io.dermflow.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A service that does nothing but be healthy and tell its environment, in a jar of its own, which
/// can be taken apart like one of Spring Boot's.
public final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        if ("tools".equals(System.getProperty("jarmode"))) {
            Path jar = Path.of(System.getProperty("java.class.path"));
            Path destination = Path.of(arguments[arguments.length - 1]);
            Files.copy(jar, destination.resolve(jar.getFileName()));
            return;
        }
        int port = Integer.parseInt(System.getenv("PORT"));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/actuator/health/readiness", exchange -> answer(exchange, "up"));
        server.createContext("/environment/", FakeService::tell);
        server.start();
    }

    /// Writes this class as a runnable jar.
    public static void writeJar(Path jar) throws IOException {
        RunnableJar.write(jar, FakeService.class);
    }

    private static void tell(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        answer(exchange, Optional.ofNullable(System.getenv(name)).orElse(""));
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
