package io.dermflow.llm.endpoint;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A bare socket that plays vLLM, byte by byte as a test says. Each chat request takes the next
/// line of the script, the last one repeats; other paths take what was set for them.
final class RawServer implements AutoCloseable {

    /// One answer to one request.
    interface Line {
        void play(Peer peer) throws IOException, InterruptedException;
    }

    /// The client of one request.
    record Peer(Socket socket, CountDownLatch closed) {

        Peer send(String text) throws IOException {
            return send(text.getBytes(StandardCharsets.UTF_8));
        }

        Peer send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        }

        /// Cuts the connection with a reset.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /// Waits until the client has gone, which is what the tests of clocks ask about.
        void awaitGone() throws IOException {
            try {
                while (socket.getInputStream().read() >= 0) {
                    continue;
                }
            } finally {
                closed.countDown();
            }
        }
    }

    static final String EVENTS =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
                    + "Connection: close\r\n\r\n";

    private final ServerSocket server;
    private final LinkedBlockingDeque<Line> script = new LinkedBlockingDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<String, String> pages = new ConcurrentHashMap<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch gone = new CountDownLatch(1);

    RawServer(Line... lines) {
        script.addAll(List.of(lines));
        try {
            server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /// Chat requests as they came: head and body.
    List<String> requests() {
        return requests;
    }

    RawServer page(String path, String response) {
        pages.put(path, response);
        return this;
    }

    boolean sawItsClientGo(long millis) throws InterruptedException {
        return gone.await(millis, TimeUnit.MILLISECONDS);
    }

    static String response(int status, String headers, String body) {
        return "HTTP/1.1 %d X\r\nContent-Length: %d\r\n%s\r\n%s"
                .formatted(status, body.getBytes(StandardCharsets.UTF_8).length, headers, body);
    }

    static Line says(int status, String headers, String body) {
        return peer -> peer.send(response(status, headers, body));
    }

    static Line json(String body) {
        return says(200, "Content-Type: application/json\r\n", body);
    }

    static String delta(String content) {
        return "data: {\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                + content
                + "\"},\"finish_reason\":null}]}\n\n";
    }

    static String finish(String reason) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\""
                + reason
                + "\"}]}\n\n";
    }

    static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\n";
    static final String DONE = "data: [DONE]\n\n";

    /// A whole stream as vLLM sends it, these bytes as its body.
    static Line streams(String... parts) {
        return peer -> {
            peer.send(EVENTS + String.join("", parts));
            peer.socket().close();
        };
    }

    static Line good(String content) {
        return streams(delta(content), finish("stop"), USAGE, DONE);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String request = read(in);
            while (request != null) {
                String path = request.split(" ", 3)[1];
                if (path.equals("/v1/chat/completions")) {
                    requests.add(request);
                    Line line = script.size() > 1 ? script.poll() : script.peek();
                    line.play(new Peer(socket, gone));
                } else {
                    String page = pages.getOrDefault(path, response(404, "", ""));
                    new Peer(socket, gone).send(page);
                }
                request = socket.isClosed() ? null : read(in);
            }
        } catch (IOException clientGone) {
            gone.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(socket);
        }
    }

    private static @Nullable String read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length =
                text.toLowerCase(Locale.ROOT)
                        .lines()
                        .filter(line -> line.startsWith("content-length:"))
                        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                        .findFirst()
                        .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
