package io.dermflow.ingest.capture;

import static io.dermflow.ingest.capture.CaptureTesting.CAPTURES;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.EventCodec;
import io.dermflow.events.JobState;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.IngestTest;
import io.dermflow.ingest.progress.FollowJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What ingest answers has the members that the API document names.
@IngestTest
class DocumentedShapesTest {

    private static final Path DOCUMENT =
            Path.of("../gateway-service/src/main/resources/api-docs/openapi.json");

    @LocalServerPort int port;
    @Autowired JdbcClient database;
    @Autowired FollowJob followJob;

    private CaptureTesting person;

    @BeforeEach
    void newPerson() {
        person = new CaptureTesting(port, database);
    }

    @Test
    void anAccountAndItsConsents() {
        assertThat(person.api.get("/api/v1/auth/me").body().propertyNames())
                .containsExactlyInAnyOrderElementsOf(members("Me"));
        assertThat(person.api.get("/api/v1/me/consents").body().propertyNames())
                .containsExactlyInAnyOrderElementsOf(members("Consents"));
        var session =
                person.api.post(
                        "/api/v1/auth/refresh",
                        "{\"refresh_token\": \"%s\"}".formatted(person.user.refreshToken()));
        assertThat(session.body().propertyNames())
                .containsExactlyInAnyOrderElementsOf(members("Session"));
    }

    @Test
    void aCaptureFromItsAcceptanceToItsEnd() {
        var accepted = person.submit(Form.withImage(Photos.jpeg(8)).field("client_reference", "7"));
        TaskId task = TaskId.of(accepted.text("capture_id"));
        JsonNode queued = person.show(task).body();
        followJob.heard(News.ended(task, JobState.REJECTED));
        JsonNode ended = person.show(task).body();

        assertThat(accepted.body().propertyNames())
                .containsExactlyInAnyOrderElementsOf(members("CaptureAccepted"));
        assertThat(person.api.get(CAPTURES + "/" + task + "/status").body().propertyNames())
                .containsExactlyInAnyOrderElementsOf(members("CaptureStatus"));
        assertThat(members("Capture"))
                .containsAll(queued.propertyNames())
                .containsAll(ended.propertyNames());
        assertThat(ended.propertyNames()).containsAll(required("Capture"));
        assertThat(person.api.get("/analyze/" + task).body().propertyNames())
                .isSubsetOf(members("Job"))
                .containsAll(required("Job"));
    }

    private static Collection<String> members(String schema) {
        return schema(schema).path("properties").propertyNames();
    }

    private static Collection<String> required(String schema) {
        return schema(schema).path("required").valueStream().map(JsonNode::asString).toList();
    }

    private static JsonNode schema(String name) {
        try {
            return EventCodec.mapper()
                    .readTree(Files.readAllBytes(DOCUMENT))
                    .path("components")
                    .path("schemas")
                    .path(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
