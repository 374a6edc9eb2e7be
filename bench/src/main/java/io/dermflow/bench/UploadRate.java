package io.dermflow.bench;

import com.sun.net.httpserver.HttpServer;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/// How fast photos come in: a plain HTTP sink that writes each body to a file, ingest directly, and
/// ingest through the gateway. Ingest validates, rewrites, stores and commits; the sink does not.
/// The worker stands still meanwhile: it would take the processor from both.
final class UploadRate {

    private static final int IN_FLIGHT = 8;

    private final SuiteUnderTest suite;
    private final int photos;

    UploadRate(SuiteUnderTest suite, int photos) {
        this.suite = suite;
        this.photos = photos;
    }

    Table measure() {
        Table table =
                new Table("Uploads, 8 in flight", "target", "photo", "uploads/s", "of the sink");
        for (Photo photo : Photo.values()) {
            measure(photo, table);
        }
        return table;
    }

    private void measure(Photo photo, Table table) {
        List<byte[]> own = IntStream.range(0, photos).mapToObj(i -> photo.jpeg(-1000 - i)).toList();
        double sink = sinkRate(own);
        table.row("sink to a file", photo.label(), sink, 1.0);
        ServiceRate ingest = new ServiceRate(suite.address(Part.INGEST), own);
        table.row("ingest", photo.label(), ingest.rate(), ingest.rate() / sink);
        List<byte[]> others =
                IntStream.range(0, photos).mapToObj(i -> photo.jpeg(-9000 - i)).toList();
        ServiceRate gateway = new ServiceRate(suite.gateway(), others);
        table.row("gateway", photo.label(), gateway.rate(), gateway.rate() / sink);
    }

    private static double sinkRate(List<byte[]> photos) {
        try {
            Path folder = Files.createTempDirectory("dermflow-sink");
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                server.setExecutor(threads);
                server.createContext(
                        "/",
                        exchange -> {
                            try (exchange) {
                                Path file = Files.createTempFile(folder, "body", ".bin");
                                try (OutputStream out = Files.newOutputStream(file)) {
                                    exchange.getRequestBody().transferTo(out);
                                }
                                Files.delete(file);
                                exchange.sendResponseHeaders(204, -1);
                            }
                        });
                server.start();
                URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
                post(address, photos);
                double seconds = post(address, photos).seconds();
                server.stop(0);
                return photos.size() / seconds;
            } finally {
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InFlight.Run post(URI address, List<byte[]> photos) {
        return InFlight.run(
                photos.size(),
                IN_FLIGHT,
                i ->
                        Client.send(
                                HttpRequest.newBuilder(address)
                                        .POST(
                                                BodyPublishers.ofByteArray(
                                                        Client.form(photos.get(i))))
                                        .build()));
    }

    /// Uploads until each is accepted, then waits until the queue is empty again, outside the
    /// clock, so that the next row starts from rest.
    private final class ServiceRate {

        private final double rate;

        ServiceRate(URI service, List<byte[]> own) {
            Client client = Client.register(suite.gateway());
            String[] ids = new String[own.size()];
            suite.pause(Part.VISION);
            var run =
                    InFlight.run(
                            own.size(),
                            IN_FLIGHT,
                            i -> ids[i] = accepted(client, service, own.get(i)));
            suite.resume(Part.VISION);
            rate = own.size() / run.seconds();
            client.awaitEnds(List.of(ids));
        }

        double rate() {
            return rate;
        }
    }

    private static String accepted(Client client, URI service, byte[] photo) {
        var answer = client.upload(service, photo, "wait=0");
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body()).path("capture_id").asString();
    }
}
