package io.dermflow.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dermflow.events.EventCodec;
import io.dermflow.events.TaskEnd;
import io.dermflow.events.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// report-service as ingest sees it, over real HTTP: the ends it was told, a result for each task,
/// and the token door, so that ingest need not call itself.
public final class ReportService {

    private static final ReportService INSTANCE = new ReportService();

    private final Map<TaskId, TaskEnd> ends = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final Map<String, String> reviews = new ConcurrentHashMap<>();
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final HttpServer server;

    private record Question(List<TaskId> taskIds) {}

    private record Answer(List<TaskEnd> ends) {}

    private ReportService() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.createContext("/token", this::token);
        server.createContext("/internal/ends", this::ends);
        server.createContext("/api/v1/captures/", this::result);
        server.start();
    }

    public static ReportService running() {
        return INSTANCE;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void knows(TaskEnd end) {
        ends.put(end.taskId(), end);
    }

    /// How often it was asked for ends.
    public int questions() {
        return questions.get();
    }

    /// The review state that a task's result shows from now on.
    public void reviewed(TaskId task, String state) {
        reviews.put("/api/v1/captures/" + task + "/results", state);
    }

    /// The whole result document of a task from now on; an empty text for "there is none".
    public void serves(TaskId task, String document) {
        documents.put("/api/v1/captures/" + task + "/results", document);
    }

    private void token(HttpExchange call) throws IOException {
        answer(call, "{\"access_token\": \"service\", \"expires_in\": 300}");
    }

    private void ends(HttpExchange call) throws IOException {
        if (!"Bearer service".equals(call.getRequestHeaders().getFirst("Authorization"))) {
            call.sendResponseHeaders(401, -1);
            call.close();
            return;
        }
        questions.incrementAndGet();
        byte[] body = call.getRequestBody().readAllBytes();
        Question question = EventCodec.mapper().readValue(body, Question.class);
        List<TaskEnd> known =
                question.taskIds().stream().map(ends::get).filter(Objects::nonNull).toList();
        answer(call, EventCodec.mapper().writeValueAsString(new Answer(known)));
    }

    private void result(HttpExchange call) throws IOException {
        String document = documents.get(call.getRequestURI().getPath());
        if (document != null && document.isEmpty()) {
            call.sendResponseHeaders(404, -1);
            call.close();
            return;
        }
        String token = call.getRequestHeaders().getFirst("Authorization");
        answer(call, document == null ? told(call, token) : document);
    }

    private String told(HttpExchange call, @Nullable String token) {
        String path = call.getRequestURI().getPath();
        return EventCodec.mapper()
                .writeValueAsString(
                        Map.of(
                                "path",
                                path,
                                "with",
                                token == null ? "" : token,
                                "review_state",
                                reviews.getOrDefault(path, "none")));
    }

    private static void answer(HttpExchange call, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }
}
