package io.dermflow.bench;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An outside system, described by a file: where a photo goes, where its result is asked for, and
/// which words mean that it is done. `bench/README.md` explains the members.
record Peer(String name, URI baseUrl, Upload upload, Poll poll) {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String BOUNDARY = "----dermflow-peer";

    /// @param id JSON pointer to the task's id in the answer; empty when the answer is the result
    record Upload(String path, String part, List<String> headers, String id) {}

    /// @param state JSON pointer to the word
    record Poll(String path, String state, List<String> done, List<String> failed) {}

    static Peer read(Path file) {
        JsonNode root = JsonMapper.shared().readTree(file);
        JsonNode upload = root.path("upload");
        JsonNode poll = root.path("poll");
        return new Peer(
                root.path("name").asString(file.getFileName().toString()),
                URI.create(root.path("base_url").asString()),
                new Upload(
                        upload.path("path").asString(),
                        upload.path("part").asString("image"),
                        words(upload.path("headers")),
                        upload.path("id").asString("")),
                new Poll(
                        poll.path("path").asString(""),
                        poll.path("state").asString(""),
                        words(poll.path("done")),
                        words(poll.path("failed"))));
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asString()));
        return List.copyOf(words);
    }

    /// The same rows as for our own suite.
    Table measure(int photos) {
        Table table =
                new Table("Peer: " + name, "photo", "in flight", "photos/s", "p50 ms", "p95 ms");
        for (Photo photo : Photo.values()) {
            InFlight.run(Math.min(photos, 10), 2, i -> analyse(photo.jpeg(-1 - i)));
            for (int inFlight : List.of(1, 2, 8)) {
                List<byte[]> own =
                        IntStream.range(0, photos)
                                .mapToObj(i -> photo.jpeg(inFlight * 1000 + i))
                                .toList();
                var run = InFlight.run(photos, inFlight, i -> analyse(own.get(i)));
                table.row(
                        photo.label(),
                        inFlight,
                        photos / run.seconds(),
                        run.millis().p50(),
                        run.millis().p95());
            }
        }
        return table;
    }

    private void analyse(byte[] photo) {
        var request =
                HttpRequest.newBuilder(baseUrl.resolve(upload.path()))
                        .timeout(LIMIT)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(
                                BodyPublishers.ofByteArray(
                                        Client.form(
                                                Map.of(upload.part(), photo), Map.of(), BOUNDARY)));
        JsonNode answer = answered(Client.send(with(request).build()));
        if (!upload.id().isEmpty()) {
            awaitResult(answer.at(upload.id()).asString());
        }
    }

    private void awaitResult(String id) {
        var request =
                with(HttpRequest.newBuilder(baseUrl.resolve(poll.path().replace("{id}", id))))
                        .timeout(LIMIT)
                        .build();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            String word = answered(Client.send(request)).at(poll.state()).asString();
            if (poll.done().contains(word)) {
                return;
            }
            if (poll.failed().contains(word)) {
                throw new IllegalStateException(name + " says " + word);
            }
            PollingStep.rest();
        }
        throw new IllegalStateException(name + " did not finish in " + LIMIT);
    }

    /// Headers stand as `Name: value`.
    private HttpRequest.Builder with(HttpRequest.Builder request) {
        for (String header : upload.headers()) {
            int colon = header.indexOf(':');
            request.header(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        return request;
    }

    private JsonNode answered(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(name + " answered " + answer.statusCode());
        }
        return JsonMapper.shared().readTree(answer.body());
    }
}
