package io.dermflow.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Consent;
import io.dermflow.events.ConsentChanged;
import io.dermflow.events.EventCodec;
import io.dermflow.events.Outcome;
import io.dermflow.events.ShadowCompared;
import io.dermflow.events.Stage;
import io.dermflow.events.Topic;
import io.dermflow.events.UserId;
import io.dermflow.events.WorkerStanding;
import io.dermflow.events.WorkerStanding.StageSlots;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.DirectoryObjectStore;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.kit.testing.TestBroker;
import io.dermflow.vision.consent.ConsentCheck;
import io.dermflow.vision.model.ManifestDocument.Change;
import io.dermflow.vision.pipeline.DrawnSkin;
import io.dermflow.vision.pump.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The whole worker: a real broker, the shipped models with an older lesion model as a shadow, both
/// stages.
class VisionApplicationTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SHIPPED = "../models";
    private static final String OLDER = "1.0";

    private static final Change PROMOTED =
            new Change(
                    Instant.parse("2026-11-25T08:00:00Z"),
                    "ada",
                    "promote",
                    "skin",
                    "skin@1.0",
                    "skin@1.1");

    private static final Change ROLLED_BACK =
            new Change(
                    Instant.parse("2026-11-26T08:00:00Z"),
                    "bob",
                    "rollback",
                    "skin",
                    "skin@1.1",
                    "skin@1.0");

    @TempDir private static Path dir;
    private static TestBroker broker;
    private static FakeSuite suite;
    private static ConfigurableApplicationContext worker;
    private static TopicReader reader;

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start();
        suite = new FakeSuite();
        Path secret = Files.writeString(dir.resolve("secret"), "s");
        chooseBefore();
        worker =
                new SpringApplicationBuilder(VisionApplication.class)
                        .web(WebApplicationType.SERVLET)
                        .properties(
                                Map.of(
                                        "PORT",
                                        "0",
                                        "KAFKA_BOOTSTRAP_SERVERS",
                                        broker.address(),
                                        "OBJECT_STORE",
                                        "file:" + dir.resolve("objects"),
                                        "MODELS_DIR",
                                        SHIPPED,
                                        "INGEST_URL",
                                        suite.address(),
                                        "LLM_BRIDGE_URL",
                                        suite.address(),
                                        "SERVICE_CLIENT_SECRET_FILE",
                                        secret.toString(),
                                        "VISION_SLOTS",
                                        "2",
                                        "MEMORY_PAUSE_PERCENT",
                                        "100",
                                        "LOG_LEVEL",
                                        "WARN"))
                        .run();
        reader =
                new TopicReader(
                        worker.getBean(KafkaClients.class),
                        Topic.OUTCOMES,
                        Topic.DEAD_LETTERS,
                        Topic.SHADOW,
                        Topic.WORKERS);
        awaitUntil(() -> get("/actuator/health/readiness", "").statusCode() == 200);
    }

    /// What the bucket held before this worker started.
    private static void chooseBefore() throws IOException {
        JsonNode shipped = EventCodec.mapper().readTree(Path.of(SHIPPED, "models.json").toFile());
        ObjectNode older =
                shipped.path("models")
                        .valueStream()
                        .filter(entry -> entry.path("name").asString().equals("lesion"))
                        .filter(entry -> entry.path("version").asString().equals(OLDER))
                        .map(JsonNode::asObject)
                        .findFirst()
                        .orElseThrow();
        ObjectNode chosen = EventCodec.mapper().createObjectNode().put("schema", 1);
        chosen.withArray("models").add(older.put("shadow", true));
        chosen.set("history", EventCodec.mapper().valueToTree(List.of(PROMOTED, ROLLED_BACK)));
        new DirectoryObjectStore(dir.resolve("objects"))
                .put(
                        Bucket.MODELS,
                        new UserId(new UUID(0, 0)),
                        "models.json",
                        chosen.toString().getBytes(StandardCharsets.UTF_8),
                        "application/json");
    }

    @AfterAll
    static void stop() {
        worker.close();
        reader.close();
        suite.close();
        broker.close();
    }

    @Test
    void turnsAJobIntoACompletedOutcome() throws Exception {
        AnalysisRequested job = job();

        publish(job);

        var completed = (Outcome.Completed) outcomeOf(job);
        assertThat(completed.analysis().findings()).hasSize(1);
        assertThat(completed.report()).isEqualTo(FakeSuite.NARRATIVE);
        assertThat(completed.subject().userId()).isEqualTo(job.userId());
    }

    @Test
    void stopsAJobWhoseConsentWasWithdrawnWhileItWaited() throws Exception {
        AnalysisRequested job = job();
        publisher()
                .sendAndAwait(
                        new ConsentChanged(
                                job.userId(),
                                new Consent(2, false, false, false, false),
                                Instant.now()));
        awaitUntil(() -> withdrawnIsKnown(job));

        publish(job);

        assertThat(outcomeOf(job)).isInstanceOf(Outcome.Canceled.class);
    }

    @Test
    void showsItsModelsAndTheirCards() throws Exception {
        JsonNode lesion = activeLesion();

        assertThat(lesion.get("loaded").asBoolean()).isTrue();
        assertThat(lesion.get("sha256").asString()).hasSize(64);
        String path = "/api/v1/models/lesion/versions/" + lesion.get("version").asString();
        var card = json(get(path, suite.userToken()));
        assertThat(card.get("card").asString()).contains("#");
        assertThat(card.get("platform").asString()).isEqualTo("pytorch_torchscript");
        assertThat(card.get("inputs").get(0).get("shape").toString()).isEqualTo("[-1,320,320,3]");
        assertThat(card.get("outputs").get(0).get("shape").toString()).isEqualTo("[-1,100,6]");
        assertThat(get("/api/v1/models/lesion/versions/0.0", suite.userToken()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void servesTheManifestWithAnEtag() throws Exception {
        var first = get("/api/v1/models/models.json", suite.userToken());
        String etag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(json(first).get("models").get(0).get("golden").asString()).isNotEmpty();
        assertThat(
                        send(
                                        "/api/v1/models/models.json",
                                        suite.userToken(),
                                        request -> request.header("If-None-Match", etag))
                                .statusCode())
                .isEqualTo(304);
    }

    @Test
    void letsAdminsAloneChangeWhatAnswers() throws Exception {
        String door = "/api/v1/models/lesion/promote";
        String active = activeLesion().get("version").asString();
        String version = "{\"version\":\"%s\"}".formatted(active);

        assertThat(post(door, suite.userToken(), version).statusCode()).isEqualTo(403);
        var same = json(post(door, suite.adminToken(), version));
        assertThat(same.get("to").asString()).isEqualTo("lesion@" + active);
        assertThat(post(door, suite.adminToken(), "{\"version\":\"0.1\"}").statusCode())
                .isEqualTo(404);
        assertThat(post(door, suite.adminToken(), "{}").statusCode()).isEqualTo(400);
        var back = post("/api/v1/models/lesion/rollback", suite.adminToken(), "");
        assertThat(back.statusCode()).isEqualTo(409);
        assertThat(back.body()).contains("nothing_to_roll_back");
    }

    @Test
    void showsAdminsAloneWhoMadeWhichVersionActive() throws Exception {
        String door = "/api/v1/models/history";

        assertThat(get(door, suite.userToken()).statusCode()).isEqualTo(403);
        assertThat(changes(door)).as("newest first").containsExactly(ROLLED_BACK, PROMOTED);
        assertThat(changes(door + "?limit=1")).containsExactly(ROLLED_BACK);
        assertThat(get(door + "?limit=0", suite.adminToken()).statusCode()).isEqualTo(400);
        assertThat(get(door + "?limit=201", suite.adminToken()).statusCode()).isEqualTo(400);
    }

    private static List<Change> changes(String door) throws Exception {
        return json(get(door, suite.adminToken()))
                .path("changes")
                .valueStream()
                .map(change -> EventCodec.mapper().treeToValue(change, Change.class))
                .toList();
    }

    @Test
    void saysOnATopicHowFarAShadowAgrees() throws Exception {
        AnalysisRequested job = job();

        publish(job);

        outcomeOf(job);
        var heard = reader.await(Topic.SHADOW, "lesion", said -> !said.isEmpty(), LIMIT);
        var compared = EventCodec.decode(heard.getFirst().value(), ShadowCompared.class);
        String active = activeLesion().get("version").asString();
        assertThat(compared.task()).isEqualTo("lesion");
        assertThat(compared.active()).isEqualTo(new ShadowCompared.Model("lesion", active));
        assertThat(compared.shadow()).isEqualTo(new ShadowCompared.Model("lesion", OLDER));
        assertThat(compared.agreement()).isBetween(0.0, 1.0);
        assertThat(compared.shadowMs()).isPositive();
    }

    @Test
    void answersTensorsForServicesAlone() throws Exception {
        String request =
                "{\"id\":\"a\",\"inputs\":[{\"name\":\"pixels\",\"datatype\":\"UINT8\",\"shape\":"
                        + "[1,320,320,3],\"data\":["
                        + String.join(",", java.util.Collections.nCopies(320 * 320 * 3, "128"))
                        + "]}]}";
        String door = "/v2/models/lesion/infer";

        assertThat(post(door, suite.adminToken(), request).statusCode()).isEqualTo(403);
        var answer = json(post(door, suite.serviceToken(), request));
        assertThat(answer.get("model_version")).isEqualTo(activeLesion().get("version"));
        assertThat(answer.get("outputs").get(0).get("data").size()).isEqualTo(600);
        var read = json(post("/models/lesion/predict", suite.serviceToken(), request));
        assertThat(read.get("predictions").get(0).get("detections").isArray()).isTrue();
        assertThat(post(door, suite.serviceToken(), "{\"inputs\":[]}").statusCode()).isEqualTo(400);
        assertThat(post("/v2/models/none/infer", suite.serviceToken(), request).statusCode())
                .isEqualTo(404);
    }

    @Test
    void showsItsMemory() throws Exception {
        var ram = json(get("/ram", suite.userToken()));

        assertThat(ram.get("total").asLong())
                .isEqualTo(ram.get("used").asLong() + ram.get("free").asLong());
        assertThat(ram.get("percent").asDouble()).isBetween(0.0, 100.0);
        assertThat(ram.get("paused").asBoolean()).isFalse();
    }

    @Test
    void opensNoDoorWithoutAToken() throws Exception {
        assertThat(get("/ram", "").statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/models", "").statusCode()).isEqualTo(401);
    }

    @Test
    void saysWhatItHasToOffer() {
        var heard = reader.await(Topic.WORKERS, "vision-1", said -> !said.isEmpty(), LIMIT);

        var standing = EventCodec.decode(heard.getFirst().value(), WorkerStanding.class);
        assertThat(standing.node()).isNotBlank();
        assertThat(standing.device()).isEqualTo("cpu");
        assertThat(standing.processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(standing.peakBytes()).isBetween(1L << 20, standing.memoryBytes());
        assertThat(standing.stages())
                .extracting(StageSlots::stage, StageSlots::slots)
                .containsExactlyInAnyOrder(tuple(Stage.VISION, 2), tuple(Stage.NARRATIVE, 8));
    }

    @Test
    void publishesWhatItScalesOn() throws Exception {
        String metrics = get("/actuator/prometheus", "").body();

        assertThat(metrics)
                .contains(
                        "dermflow_stage_backlog_records{",
                        "dermflow_stage_backlog_seconds{",
                        "dermflow_stage_slots_busy{",
                        "dermflow_stage_stalled{",
                        "dermflow_memory_paused");
    }

    @Test
    void timesEachStepAndCountsWhatJobsCameTo() throws Exception {
        AnalysisRequested job = job();

        publish(job);

        outcomeOf(job);
        awaitUntil(() -> metric("dermflow_stage_results_total", "result=\"completed\""));
        assertThat(metric("dermflow_stage_results_total", "result=\"handed_on\"")).isTrue();
        assertThat(metric("dermflow_stage_step_seconds_count", "step=\"detect\"")).isTrue();
        assertThat(metric("dermflow_stage_step_seconds_count", "step=\"narrative\"")).isTrue();
    }

    private static boolean metric(String name, String label) throws Exception {
        return get("/actuator/prometheus", "")
                .body()
                .lines()
                .anyMatch(line -> line.startsWith(name + "{") && line.contains(label));
    }

    private static AnalysisRequested job() {
        return DrawnSkin.job(worker.getBean(ObjectStore.class));
    }

    private static boolean withdrawnIsKnown(AnalysisRequested job) {
        return worker.getBean(ConsentCheck.class).canceled(job).isPresent();
    }

    private static void publish(AnalysisRequested job) {
        publisher().sendAndAwait(job);
    }

    private static EventPublisher publisher() {
        return worker.getBean(EventPublisher.class);
    }

    private static Outcome outcomeOf(AnalysisRequested job) {
        var found = reader.await(Topic.OUTCOMES, job.key(), all -> !all.isEmpty(), LIMIT);
        assertThat(found).as("outcome of " + job.taskId()).hasSize(1);
        return EventCodec.decode(found.getFirst().value(), Outcome.class);
    }

    private static JsonNode activeLesion() throws Exception {
        for (JsonNode model : json(get("/api/v1/models", suite.userToken())).get("models")) {
            if (model.get("name").asString().equals("lesion") && model.get("active").asBoolean()) {
                return model;
            }
        }
        throw new AssertionError("no active lesion model is listed");
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return EventCodec.mapper().readTree(response.body());
    }

    private static HttpResponse<String> get(String path, String token)
            throws IOException, InterruptedException {
        return send(path, token, _ -> {});
    }

    private static HttpResponse<String> post(String path, String token, String body)
            throws IOException, InterruptedException {
        return send(
                path,
                token,
                request ->
                        request.header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(
            String path, String token, Consumer<HttpRequest.Builder> more)
            throws IOException, InterruptedException {
        int port = ((ServletWebServerApplicationContext) worker).getWebServer().getPort();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        more.accept(request);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void awaitUntil(Condition condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("condition within " + LIMIT).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
