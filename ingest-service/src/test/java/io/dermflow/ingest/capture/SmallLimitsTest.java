package io.dermflow.ingest.capture;

import static io.dermflow.ingest.capture.CaptureTesting.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.TaskId;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.IngestTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/// What happens at limits that take long, with these limits made short.
@IngestTest
@DirtiesContext
@TestPropertySource(
        properties = {
            "dermflow.upload.deadline=3s",
            "dermflow.upload.at-once-per-user=2",
            "dermflow.upload.spool-dir=target/test-spool/small",
            "dermflow.upload.spool-memory=1KB",
            "dermflow.capture.heartbeat=100ms",
            "dermflow.issuing.access-life=4s",
            "dermflow.store.kind=file:target/small-objects"
        })
class SmallLimitsTest {

    private static final Path BUCKET = Path.of("target/small-objects/raw-captures");
    private static final Path SPOOL = Path.of("target/test-spool/small");

    @LocalServerPort int port;
    @Autowired JdbcClient database;
    @Autowired MeterRegistry meters;

    private CaptureTesting person;

    @BeforeEach
    void newPerson() {
        person = new CaptureTesting(port, database);
    }

    @Test
    void endsAnUploadThatDrips() throws IOException {
        byte[] body = Form.withImage(Photos.jpeg(1)).bytes();
        try (Socket socket = upload(body.length, "form")) {
            OutputStream out = socket.getOutputStream();
            Thread dripping = Thread.startVirtualThread(() -> drip(out, body));

            byte[] answer = socket.getInputStream().readNBytes(12);

            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
            dripping.interrupt();
        }
        assertThat(person.captureRows()).isZero();
    }

    @Test
    void refusesMoreUploadsAtOnceThanAUserMayHave() throws IOException {
        List<Socket> slow = new ArrayList<>(List.of(stuckUpload()));

        Form form = Form.withImage(Photos.jpeg(4));
        Api.Answer answer;
        do {
            // One may come to its place behind the quick upload, which is then not refused: the
            // stuck one is. So each try has one more.
            slow.add(stuckUpload());
            answer = person.submit(form);
        } while (answer.status() == 202 && slow.size() < 50);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("too_many_uploads");
        for (Socket socket : slow) {
            socket.close();
        }
        untilAccepted();
    }

    @Test
    void answers503WhileTheStoreIsAwayAndLeavesNothing() throws IOException {
        Files.deleteIfExists(BUCKET);
        Files.createDirectories(BUCKET.getParent());
        Files.writeString(BUCKET, "no directory");
        Form form = Form.withImage(Photos.jpeg(2));
        Api keyed = person.api.with("Idempotency-Key", "k");

        var away = submit(keyed, form);
        Files.delete(BUCKET);
        var back = submit(keyed, form);

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.code()).isEqualTo("object_store_unavailable");
        assertThat(away.header("Retry-After")).isNotEmpty();
        assertThat(refused("object_store_unavailable")).isEqualTo(1);
        assertThat(back.status()).isEqualTo(202);
        assertThat(person.captureRows()).isEqualTo(1);
        removeBucket();
    }

    /// @param sqlState with which the database refuses the capture
    @ParameterizedTest
    @CsvSource({"53300, 503, database_unavailable, 2", "P0001, 500, internal, ''"})
    void countsWhatFailedOnTheWayIntoTheDatabase(
            String sqlState, int status, String code, String retryAfter) throws IOException {
        database.sql(
                        """
                        create function refuse() returns trigger language plpgsql as
                        $$ begin raise exception 'refused' using errcode = '%s'; end $$
                        """
                                .formatted(sqlState))
                .update();
        database.sql(
                        """
                        create trigger refuse before insert on captures
                        for each row execute function refuse()
                        """)
                .update();

        Api.Answer answer;
        try {
            answer = person.submit(Form.withImage(Photos.jpeg(5)));
        } finally {
            database.sql("drop function refuse cascade").update();
        }

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Retry-After")).isEqualTo(retryAfter);
        assertThat(refused(code)).isEqualTo(1);
        assertThat(person.captureRows()).isZero();
        removeBucket();
    }

    private double refused(String code) {
        return meters.get("dermflow.captures.refused").tag("code", code).counter().count();
    }

    @Test
    void leavesNothingInTheSpool() throws IOException {
        person.accepted();
        person.submit(Form.withImage(new byte[5000]));
        person.submit(Form.withImage(Photos.jpeg(3)).field("analyses", "nails"));
        removeBucket();

        try (var left = Files.list(SPOOL)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void showsThatAStreamLivesAndEndsItWithTheToken() throws IOException {
        TaskId task = person.accepted();
        String path = CaptureTesting.CAPTURES + "/" + task + "/events";

        try (var reader = new EventReader(port, path, person.user.accessToken(), null)) {
            assertThat(reader.next().name()).isEqualTo("state");
            assertThat(reader.nextOfAll(Duration.ofSeconds(2)).name()).isEqualTo("comment");

            EventReader.Event last = reader.next();
            assertThat(last.name()).isEqualTo("error");
            assertThat(last.data())
                    .contains("\"code\":\"unauthorized\"")
                    .doesNotContain("retry_after");
            reader.isOver();
        }
        removeBucket();
    }

    private void untilAccepted() {
        Form form = Form.withImage(Photos.jpeg(4));
        Api.Answer answer = person.submit(form);
        for (int i = 0; i < 50 && answer.status() != 202; i++) {
            answer = person.submit(form);
        }
        assertThat(answer.status()).isEqualTo(202);
    }

    /// Begins and sends no more.
    private Socket stuckUpload() throws IOException {
        Socket socket = upload(1000, "form");
        socket.getOutputStream().write("--form\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private Socket upload(int length, String boundary) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        String head =
                """
                POST /api/v1/captures HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: multipart/form-data; boundary=%s\r
                Content-Length: %d\r
                \r
                """
                        .formatted(person.user.accessToken(), boundary, length);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /// A sender that is slow by nature: the pause is the fault under test.
    private static void drip(OutputStream out, byte[] body) {
        try {
            for (byte one : body) {
                out.write(one);
                out.flush();
                Thread.sleep(Duration.ofMillis(50));
            }
        } catch (IOException | InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeBucket() throws IOException {
        org.springframework.util.FileSystemUtils.deleteRecursively(BUCKET);
    }
}
