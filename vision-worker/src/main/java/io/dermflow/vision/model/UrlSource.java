package io.dermflow.vision.model;

import io.dermflow.kit.http.DependencyUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A manifest behind a web address (`MODEL_MANIFEST_URL`); its files lie relative to it. Asks with
/// the last ETag, so that an unchanged manifest costs one 304. Used by the models' own thread only,
/// but for [#open].
final class UrlSource implements ModelSource {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final int LARGEST_MANIFEST = 4 << 20;

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(LIMIT)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
    private @Nullable String etag;
    private byte @Nullable [] last;

    UrlSource(URI address) {
        this.address = address;
    }

    @Override
    public Optional<byte[]> manifest() {
        var request = HttpRequest.newBuilder(address).timeout(LIMIT);
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        var answer = send(request.build());
        try (InputStream body = answer.body()) {
            return switch (answer.statusCode()) {
                case NOT_MODIFIED -> Optional.ofNullable(last);
                case NOT_FOUND -> Optional.empty();
                case OK -> {
                    last = body.readNBytes(LARGEST_MANIFEST);
                    etag = answer.headers().firstValue("ETag").orElse(null);
                    yield Optional.of(last);
                }
                default -> throw away("answers " + answer.statusCode(), null);
            };
        } catch (IOException e) {
            throw away(e.toString(), e);
        }
    }

    @Override
    public Optional<InputStream> open(String path) throws IOException {
        URI file = address.resolve(path);
        if (!Objects.equals(file.getHost(), address.getHost()) || path.contains("..")) {
            throw new ModelRefused("models.json: a path leads out of its directory");
        }
        var answer = send(HttpRequest.newBuilder(file).timeout(LIMIT).build());
        if (answer.statusCode() == OK) {
            return Optional.of(answer.body());
        }
        answer.body().close();
        if (answer.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        throw away("answers " + answer.statusCode(), null);
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw away(e.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("interrupted", e);
        }
    }

    private DependencyUnavailable away(String why, @Nullable Throwable cause) {
        return new DependencyUnavailable("models", address + " " + why, cause);
    }

    /// A web address can't be listed.
    @Override
    public List<Listed> besides() {
        return List.of();
    }

    @Override
    public String place() {
        return address.toString();
    }
}
