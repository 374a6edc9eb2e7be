package io.dermflow.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads one event stream the way a browser does, on a thread of its own.
final class EventReader implements AutoCloseable {

    private static final Event CLOSED = new Event("", "closed", "");

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final InputStream stream;
    final int status;

    /// @param lastEventId null for a first visit
    EventReader(int port, String path, String token, @Nullable String lastEventId) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            status = answer.statusCode();
            stream = answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Thread.startVirtualThread(this::read);
    }

    /// One event; a comment has the name `comment`.
    record Event(String id, String name, String data) {}

    /// The next event that is no comment.
    Event next() {
        Event event = nextOfAll(Duration.ofSeconds(10));
        return event.name().equals("comment") ? next() : event;
    }

    Event nextOfAll(Duration limit) {
        try {
            Event event = events.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(event).as("an event within " + limit).isNotNull();
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Asserts that the server closes the stream and nothing comes before.
    void isOver() {
        assertThat(next()).isEqualTo(CLOSED);
    }

    private void read() {
        try (var lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String id = "";
            String name = "message";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    events.add(new Event(id, name, data));
                    id = "";
                    name = "message";
                    data = "";
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.startsWith(":")) {
                    name = "comment";
                }
            }
        } catch (IOException gone) {
            events.add(CLOSED);
            return;
        }
        events.add(CLOSED);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
