package io.dermflow.kit.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Talks to the assistant as an app does.
public final class ChatClient implements AutoCloseable {

    public static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String token;

    /// @param base where the assistant is: llm-bridge itself or the gateway
    public ChatClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /// A body with this message and nothing else.
    public static String message(String message) {
        return JSON.writeValueAsString(Map.of("message", message));
    }

    public HttpResponse<String> chat(String body) {
        return send(post("/api/v1/agent/chat", body));
    }

    public HttpResponse<String> get(String path) {
        return send(to(path).GET());
    }

    public HttpResponse<String> delete(String path) {
        return send(to(path).DELETE());
    }

    /// An open stream; the caller closes it.
    public Stream open(String body) {
        try {
            HttpResponse<InputStream> answer =
                    http.send(
                            post("/api/v1/agent/chat/stream", body).build(),
                            BodyHandlers.ofInputStream());
            return new Stream(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// An answer on a bare socket, read as far as this text. Closing the socket is leaving at once;
    /// the JDK's client has been seen to hold a connection for 3 s after its stream was closed.
    public Socket openSocket(String body, String text) {
        try {
            var socket = new Socket(base.getHost(), base.getPort());
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            String head =
                    "POST /api/v1/agent/chat/stream HTTP/1.1\r\nHost: assistant\r\nAuthorization: Bearer "
                            + token
                            + "\r\nContent-Type: application/json\r\nContent-Length: "
                            + content.length
                            + "\r\n\r\n";
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(content);
            var read = new StringBuilder();
            while (read.indexOf(text) < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    throw new AssertionError("ended before " + text + ": " + read);
                }
                read.append((char) next);
            }
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All events of an answer.
    public List<JsonNode> events(String body) {
        try (Stream stream = open(body)) {
            return stream.rest();
        }
    }

    /// One answer as it comes.
    public static final class Stream implements AutoCloseable {

        public final HttpResponse<InputStream> answer;
        private final BufferedReader lines;
        private final List<String> raw = new ArrayList<>();

        Stream(HttpResponse<InputStream> answer) {
            this.answer = answer;
            this.lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        /// The next event; null at the end of the stream.
        public @Nullable JsonNode next() {
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    raw.add(line);
                    if (line.startsWith("data: ")) {
                        return JSON.readTree(line.substring("data: ".length()));
                    }
                }
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public List<JsonNode> rest() {
            List<JsonNode> events = new ArrayList<>();
            for (JsonNode event = next(); event != null; event = next()) {
                events.add(event);
            }
            return events;
        }

        /// Reads on until so many heartbeats have come.
        ///
        /// @return how many came before the end
        public int pings(int wanted) throws IOException {
            int pings = 0;
            while (pings < wanted) {
                String line = lines.readLine();
                if (line == null) {
                    return pings;
                }
                pings += line.equals(": ping") ? 1 : 0;
            }
            return pings;
        }

        /// Every line so far.
        public List<String> raw() {
            return raw;
        }

        @Override
        public void close() {
            try {
                answer.body().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private HttpRequest.Builder post(String path, String body) {
        return to(path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
