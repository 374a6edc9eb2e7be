package io.dermflow.stack.control;

import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/// A running supervisor, as the commands see it.
public final class ControlClient {

    // Stopping the worker may take its whole drain.
    private static final Duration LIMIT = Duration.ofSeconds(60);

    // Two drains and two starts.
    private static final Duration REPLACEMENT = Duration.ofMinutes(6);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private final ControlFile file;

    private ControlClient(ControlFile file) {
        this.file = file;
    }

    /// The supervisor that runs on a data directory; empty if none does.
    public static Optional<ControlClient> find(DataDirectory data)
            throws IOException, InterruptedException {
        Optional<ControlClient> client = ControlFile.read(data).map(ControlClient::new);
        return client.isPresent() && client.get().answers() ? client : Optional.empty();
    }

    public StatusDocument status() throws IOException, InterruptedException {
        return StatusDocument.read(send("GET", "/status").body());
    }

    /// Asks the supervisor to stop all parts and end; returns before it has.
    public void down() throws IOException, InterruptedException {
        send("POST", "/down");
    }

    /// @param action `kill`, `stop`, `start`, `restart`, `pause` or `resume`
    /// @throws IOException if the part is none of that stack
    public void act(Part part, String action) throws IOException, InterruptedException {
        send("POST", "/parts/" + part.shortName() + "/" + action);
    }

    /// Replaces the processes of a part one after the other; returns when the new ones are healthy.
    ///
    /// @return whether they became healthy
    public boolean replace(Part part) throws IOException, InterruptedException {
        String path = "/parts/" + part.shortName() + "/replace";
        return http.send(request("POST", path, REPLACEMENT), BodyHandlers.ofString()).statusCode()
                < 300;
    }

    /// The supervisor's process, while it lives.
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(file.pid());
    }

    private boolean answers() throws IOException, InterruptedException {
        try {
            return exchange("GET", "/status").statusCode() == 200;
        } catch (ConnectException _) {
            return false;
        }
    }

    private HttpResponse<String> send(String method, String path)
            throws IOException, InterruptedException {
        HttpResponse<String> response = exchange(method, path);
        if (response.statusCode() >= 300) {
            throw new IOException(
                    "the supervisor answered " + response.statusCode() + " to " + path);
        }
        return response;
    }

    private HttpResponse<String> exchange(String method, String path)
            throws IOException, InterruptedException {
        return http.send(request(method, path, LIMIT), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, Duration limit) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + file.port() + path))
                .header("Authorization", "Bearer " + file.token())
                .timeout(limit)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }
}
