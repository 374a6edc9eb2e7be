package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.store.DirectoryObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two workers with a folder each and one bucket between them.
class PromoteModelTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String TWO_VERSIONS =
            """
            {"schema":1,"models":[
             {"name":"stub","version":"1","task":"lesion","contract":"prepared",
              "file":"prepared.pt","sha256":"%1$s","active":true,"a_later_field":[1],
              "input":{"width":320,"height":320},"output":{"names":["lesion"]}},
             {"name":"stub","version":"2","task":"lesion","contract":"prepared",
              "file":"prepared.pt","sha256":"%1$s","active":false,"thresholds":
              {"conf":0.5,"iou":0.6,"max_det":100},
              "input":{"width":320,"height":320},"output":{"names":["lesion"]}},
             {"name":"stub","version":"3","task":"lesion","contract":"drop-in",
              "file":"prepared.pt","sha256":"%1$s","active":false}]}
            """;

    @TempDir private Path dir;
    private final List<ActiveModels> all = new ArrayList<>();
    private ActiveModels here;
    private ActiveModels there;
    private PromoteModel promote;

    @BeforeEach
    void start() throws IOException {
        here = worker("here");
        there = worker("there");
        promote = new PromoteModel(here, CLOCK);
    }

    @AfterEach
    void stop() {
        all.forEach(ActiveModels::stop);
    }

    @Test
    void makesEveryWorkerFollowAndWritesDownWhoDidIt() {
        var change = promote.promote("stub", "2", Optional.empty(), "ada");
        there.look();

        assertThat(here.lesion().entry().version()).isEqualTo("2");
        assertThat(there.lesion().entry().version()).isEqualTo("2");
        assertThat(change)
                .isEqualTo(
                        new ManifestDocument.Change(
                                NOW, "ada", "promote", "lesion", "stub@1", "stub@2"));
        assertThat(there.document().history()).containsExactly(change);
        assertThat(there.document().published().history()).isEmpty();
    }

    @Test
    void goesBackToWhatWasActiveBefore() {
        promote.promote("stub", "2", Optional.empty(), "ada");

        var change = new PromoteModel(there, CLOCK).rollBack("stub", "bob");
        here.look();

        assertThat(change.to()).isEqualTo("stub@1");
        assertThat(promote.history(9))
                .as("newest first")
                .extracting(ManifestDocument.Change::action)
                .containsExactly("rollback", "promote");
        assertThat(promote.history(1)).containsExactly(change);
        assertThat(here.lesion().entry().version()).isEqualTo("1");
        assertThat(there.lesion().entry().version()).isEqualTo("1");
        assertThatThrownBy(() -> promote.rollBack("stub", "ada"))
                .isInstanceOfSatisfying(
                        ApiProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("nothing_to_roll_back"));
    }

    @Test
    void changesNothingForAVersionThatDoesNotRun() {
        assertThatThrownBy(() -> promote.promote("stub", "3", Optional.empty(), "ada"))
                .isInstanceOfSatisfying(
                        ApiProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo("model_refused"));

        assertThat(here.document().history()).isEmpty();
        assertThat(here.lesion().entry().version()).isEqualTo("1");
    }

    @Test
    void knowsNoVersionThatNobodyWroteDown() {
        assertThatThrownBy(() -> promote.promote("stub", "9", Optional.empty(), "ada"))
                .isInstanceOfSatisfying(
                        ApiProblem.class,
                        problem -> assertThat(problem.status().value()).isEqualTo(404));
    }

    @Test
    void losesNoneOfTwoPromotionsAtOnce() throws Exception {
        var other = new PromoteModel(there, CLOCK);
        try (var threads = Executors.newFixedThreadPool(2)) {
            Callable<ManifestDocument.Change> one =
                    () -> promote.promote("stub", "2", Optional.empty(), "ada");
            Callable<ManifestDocument.Change> two =
                    () -> other.promote("stub", "2", Optional.empty(), "bob");

            for (var each : threads.invokeAll(List.of(one, two))) {
                assertThat(each.get().to()).isEqualTo("stub@2");
            }
        }
        here.look();
        assertThat(here.document().history()).as("the second changed nothing").hasSize(1);
    }

    @Test
    void registersADroppedInFileForAllWorkers() throws IOException {
        Files.copy(ModelFiles.stub("v8-detect.pt"), dir.resolve("here/isskin-binary-11l-v1.pt"));

        promote.promote("isskin-binary-11l", "1", Optional.empty(), "ada");
        there.look();

        assertThat(there.trouble()).isEmpty();
        assertThat(there.lesion().entry().name()).isEqualTo("isskin-binary-11l");
        assertThat(there.lesion().entry().output().names()).containsExactly("lesion", "mole");
        assertThat(here.offers()).isEmpty();
    }

    @Test
    void readsManifestAndFilesFromAWebAddress() throws IOException {
        var requests = new ArrayList<String>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    String known = exchange.getRequestHeaders().getFirst("If-None-Match");
                    boolean manifest = path.endsWith("models.json");
                    int status = manifest && "\"e1\"".equals(known) ? 304 : 200;
                    requests.add(status + " " + path);
                    exchange.getResponseHeaders().add("ETag", "\"e1\"");
                    byte[] body = Files.readAllBytes(dir.resolve("here" + path.substring(2)));
                    exchange.sendResponseHeaders(status, status == 304 ? -1 : body.length);
                    if (status == 200) {
                        exchange.getResponseBody().write(body);
                    }
                    exchange.close();
                });
        server.start();
        try {
            String address =
                    "http://127.0.0.1:%d/m/models.json".formatted(server.getAddress().getPort());
            var remote = workerWithoutFiles(address, "none");

            remote.look();
            remote.look();

            assertThat(remote.trouble()).isEmpty();
            assertThat(remote.lesion().entry().version()).isEqualTo("1");
            assertThat(requests).first().isEqualTo("200 /m/models.json");
            assertThat(requests).last().isEqualTo("304 /m/models.json");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void readsManifestAndFilesAndOffersFromAFileAddress() throws IOException {
        Files.copy(ModelFiles.stub("v8-detect.pt"), dir.resolve("here/isskin-binary-11l-v1.pt"));
        String address = dir.resolve("here/models.json").toUri().toString();
        var remote = workerWithoutFiles(address, "none");

        remote.look();

        assertThat(remote.trouble()).isEmpty();
        assertThat(remote.lesion().entry().version()).isEqualTo("1");
        assertThat(remote.offers()).singleElement().extracting(Offer::version).isEqualTo("1");
    }

    @Test
    void readsManifestAndFilesFromTheSuitesOwnBucketAndPromotesBesideThem() throws IOException {
        byte[] shipped = Files.readAllBytes(dir.resolve("here/models.json"));
        var below = new BucketSource(store("shared"), "shipped/");
        below.put("models.json", dir.resolve("here/models.json"));
        below.put("prepared.pt", dir.resolve("here/prepared.pt"));
        var remote = workerWithoutFiles("s3://models/shipped/models.json", "shared");
        remote.look();
        assertThat(remote.trouble()).isEmpty();
        assertThat(remote.lesion().entry().version()).isEqualTo("1");

        new PromoteModel(remote, CLOCK).promote("stub", "2", Optional.empty(), "ada");

        assertThat(remote.lesion().entry().version()).isEqualTo("2");
        assertThat(below.manifest())
                .as("what was shipped stays")
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(shipped));
        assertThat(bucket("shared").manifest()).isPresent();
    }

    @Test
    void needsAStoreForAnAddressInTheBucket() {
        var settings = ModelFiles.properties(dir, "s3://models/shipped/models.json", Duration.ZERO);

        assertThatThrownBy(() -> new ActiveModels(settings))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("needs an object store");
    }

    /// Nor has its cache any.
    ///
    /// @param address of the manifest
    private ActiveModels workerWithoutFiles(String address, String bucket) throws IOException {
        Path empty = Files.createDirectory(dir.resolve("empty"));
        var settings =
                new ModelProperties(
                        empty.toString(),
                        address,
                        ModelProperties.DeviceKind.CPU,
                        dir.resolve("cache").toString(),
                        1,
                        1,
                        1,
                        Duration.ZERO,
                        Duration.ofSeconds(5));
        var models = new ActiveModels(settings, bucket(bucket), new SimpleMeterRegistry(), _ -> {});
        all.add(models);
        return models;
    }

    private ActiveModels worker(String name) throws IOException {
        Path folder = Files.createDirectory(dir.resolve(name));
        Files.copy(ModelFiles.stub("prepared.pt"), folder.resolve("prepared.pt"));
        String sha256 = ModelFiles.sha256(folder.resolve("prepared.pt"));
        Files.writeString(folder.resolve("models.json"), TWO_VERSIONS.formatted(sha256));
        var models =
                new ActiveModels(
                        ModelFiles.properties(folder, "", Duration.ZERO),
                        bucket("shared"),
                        new SimpleMeterRegistry(),
                        _ -> {});
        all.add(models);
        models.look();
        return models;
    }

    private BucketSource bucket(String name) {
        return new BucketSource(store(name), "");
    }

    private DirectoryObjectStore store(String name) {
        return new DirectoryObjectStore(dir.resolve(name));
    }
}
