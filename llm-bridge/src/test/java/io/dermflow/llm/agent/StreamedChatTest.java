package io.dermflow.llm.agent;

import static io.dermflow.kit.testing.ChatClient.JSON;
import static io.dermflow.kit.testing.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.UserId;
import io.dermflow.kit.testing.ChatClient;
import io.dermflow.kit.testing.ModelServer;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.llm.parts.Bridge;
import io.dermflow.llm.parts.Neighbours;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// A model's words on their way to a reader, with the shipped settings unless a test says so.
@Timeout(120)
class StreamedChatTest {

    private static final int STREAMS = 64;
    private static final int STREAMS_OF_ONE = 8;

    /// Nothing but the probe can end a silent answer before the tests' patience does.
    private static final String[] ONLY_THE_PROBE = {
        "dermflow.agent.heartbeat", "1h",
        "dermflow.llm.clocks.first-token", "1h",
        "dermflow.llm.clocks.idle", "1h",
        "dermflow.llm.clocks.chat-total", "1h"
    };

    /// Mostly it takes a tenth of a second, on a busy machine it has taken one: the JDK's client
    /// has been seen to hold a cancelled connection for as long as 3 s.
    private static final int PATIENCE_SECONDS = 30;

    private final Neighbours neighbours = new Neighbours();
    private final ModelServer model = new ModelServer();
    private Bridge bridge;

    private void start(String... settings) {
        List<String> all = new ArrayList<>(List.of("dermflow.llm.base-url", model.url()));
        all.addAll(List.of(settings));
        bridge = Bridge.start(neighbours, all.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        bridge.close();
        model.close();
        neighbours.close();
    }

    private ChatClient client(String role) {
        return new ChatClient(bridge.url(), Tokens.user(new UserId(UUID.randomUUID()), role));
    }

    private static String type(JsonNode event) {
        return event.path("type").asString();
    }

    private static JsonNode firstChunk(ChatClient.Stream stream) {
        JsonNode event = stream.next();
        while (!type(event).equals("chunk")) {
            event = stream.next();
        }
        return event;
    }

    @Test
    void theFirstSentenceIsReadBeforeTheModelHasSaidTheLast() {
        start();
        model.words = List.of("Blue suits you. ", "Grey does", " too.");
        model.beforeLast = new CountDownLatch(1);
        try (var client = client("user");
                var stream = client.open(message("Which coat?"))) {
            assertThat(firstChunk(stream).path("content").asString()).startsWith("Blue suits you.");

            model.beforeLast.countDown();

            JsonNode done = stream.rest().getLast().path("content");
            assertThat(done.path("message").asString()).isEqualTo("Blue suits you. Grey does too.");
            assertThat(done.path("complete").asBoolean()).isTrue();
        }
    }

    @Test
    void aModelThatFailsInMidStreamIsSaidToHaveBrokenOff() {
        start();
        model.words = List.of("Blue suits you. ", "Grey does");
        model.fails = true;
        try (var client = client("user");
                var stream = client.open(message("Which coat?"))) {
            String shown = firstChunk(stream).path("content").asString();
            List<JsonNode> rest = stream.rest();

            JsonNode error =
                    rest.stream()
                            .filter(event -> type(event).equals("error"))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError(rest));
            assertThat(error.path("code").asString()).isEqualTo("llm_server_error");
            assertThat(error.path("retryable").asBoolean()).isTrue();
            assertThat(error.path("message").asString()).isNotBlank();
            assertThat(rest.toString()).doesNotContain("message_complete", "EngineCore");
            JsonNode done = rest.getLast();
            assertThat(type(done)).isEqualTo("done");
            assertThat(done.path("content").path("complete").asBoolean(true)).isFalse();
            assertThat(done.path("content").path("message").asString()).isEqualTo(shown);
        }
    }

    @Test
    void aReaderWhoLeavesBeforeTheFirstWordStopsTheModel() throws Exception {
        start(ONLY_THE_PROBE);
        model.silent = true;
        try (var client = client("user")) {
            var socket = client.openSocket(message("Talk to me"), "metadata");
            assertThat(model.asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            socket.close();

            assertThat(model.hungUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aReaderWhoLeavesInMidStreamStopsTheModel() throws Exception {
        start(ONLY_THE_PROBE);
        model.words = List.of("Blue suits you. ", "Grey does");
        model.fallsSilent = true;
        try (var client = client("user")) {
            var socket = client.openSocket(message("Talk to me"), "Blue suits you.");

            socket.close();

            assertThat(model.hungUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anAdminSeesHowTheEndpointStands() {
        start("dermflow.llm.api-key", "secret-key", "dermflow.llm.model", "some/model");
        model.words = List.of("Blue. ", "Grey");
        model.fails = true;
        try (var client = client("user");
                var admin = client("admin")) {
            client.chat(message("Which coat?"));

            String body = admin.get("/api/v1/agent/status").body();

            JsonNode endpoint = JSON.readTree(body).path("endpoints").path(0);
            assertThat(List.copyOf(endpoint.propertyNames()))
                    .containsExactly(
                            "name",
                            "provider",
                            "model",
                            "breaker",
                            "available",
                            "last_error",
                            "waiting",
                            "in_flight",
                            "limit",
                            "max_model_len");
            assertThat(endpoint.path("name").asString()).isEqualTo("primary");
            assertThat(endpoint.path("provider").asString()).isEqualTo("vllm");
            assertThat(endpoint.path("model").asString()).isEqualTo("some/model");
            assertThat(endpoint.path("breaker").asString()).isEqualTo("closed");
            assertThat(endpoint.path("last_error").asString()).isEqualTo("llm_server_error");
            assertThat(endpoint.path("in_flight").asInt()).isZero();
            assertThat(body).doesNotContain("secret-key", model.url());
        }
    }

    @Test
    void sixtyFourAnswersAtOnceKeepTheirOrderAndTheirHeartbeats() throws Exception {
        start("dermflow.llm.max-in-flight", "128", "dermflow.agent.heartbeat", "100ms");
        model.words = List.of("Blue suits you. ", "Grey does", " too.");
        model.beforeLast = new CountDownLatch(STREAMS);
        List<Callable<JsonNode>> readers = new ArrayList<>();
        List<ChatClient> clients = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            if (i % STREAMS_OF_ONE == 0) {
                clients.add(client("user"));
            }
            ChatClient client = clients.getLast();
            readers.add(() -> done(client));
        }

        List<JsonNode> ends = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<JsonNode> reader : threads.invokeAll(readers, 60, TimeUnit.SECONDS)) {
                ends.add(reader.get());
            }
        }

        clients.forEach(ChatClient::close);
        assertThat(ends)
                .hasSize(STREAMS)
                .allMatch(end -> end.path("complete").asBoolean())
                .allMatch(end ->
                        end.path("message").asString().equals("Blue suits you. Grey does too."));
    }

    /// Reads up to the first sentence, then five heartbeats, and only then lets the model end.
    private JsonNode done(ChatClient client) throws IOException {
        try (var stream = client.open(message("Talk to me"))) {
            int seq = firstChunk(stream).path("seq").asInt();
            assertThat(stream.pings(5)).isEqualTo(5);
            model.beforeLast.countDown();
            List<JsonNode> rest = stream.rest();
            for (JsonNode event : rest) {
                assertThat(event.path("seq").asInt()).isEqualTo(++seq);
            }
            return rest.getLast().path("content");
        }
    }
}
