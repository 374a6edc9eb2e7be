package io.dermflow.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDemoTest {

    @TempDir Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal =
            new Terminal(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
    private Path image;

    @BeforeEach
    void prepare() throws Exception {
        image = Files.write(directory.resolve("photo.jpg"), new byte[] {1, 2, 3});
    }

    @Test
    void printsTheReportOfAnImageThatSucceeded() throws Exception {
        try (var gateway = new FakeGateway("succeeded")) {

            int exit = new RunDemo(gateway.address(), terminal, false).run(List.of(image));

            assertThat(exit).isZero();
            assertThat(out).hasToString("Nothing above the limit.\n");
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("vision quality");
            assertThat(gateway.requests())
                    .startsWith(
                            "POST /api/v1/auth/register",
                            "POST /api/v1/auth/login",
                            "PUT /api/v1/me/consents");
        }
    }

    @Test
    void followsABrokenEventStreamFromWhereItBroke() throws Exception {
        try (var gateway = new FakeGateway("succeeded")) {

            new RunDemo(gateway.address(), terminal, false).run(List.of(image));

            assertThat(gateway.requests()).contains("GET /api/v1/captures/0198a5c0/events after 2");
        }
    }

    @Test
    void printsTheResultDocumentAloneWhenAskedForJson() throws Exception {
        try (var gateway = new FakeGateway("succeeded")) {

            int exit = new RunDemo(gateway.address(), terminal, true).run(List.of(image));

            assertThat(exit).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .startsWith("{\"state\":\"succeeded\"")
                    .hasLineCount(1);
        }
    }

    @Test
    void givesTheReasonsOfARejectedImage() throws Exception {
        try (var gateway = new FakeGateway("rejected")) {

            int exit = new RunDemo(gateway.address(), terminal, false).run(List.of(image));

            assertThat(exit).isEqualTo(2);
            assertThat(out).hasToString("");
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains("too_dark (More light.)", "too dark", "use more light");
        }
    }

    @Test
    void countsARefusedUploadAsRejected() throws Exception {
        try (var gateway = new FakeGateway("refused")) {

            int exit = new RunDemo(gateway.address(), terminal, false).run(List.of(image));

            assertThat(exit).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("It is cut off.");
        }
    }

    @Test
    void failsWhenTheAnalysisFailed() throws Exception {
        try (var gateway = new FakeGateway("failed")) {

            int exit = new RunDemo(gateway.address(), terminal, false).run(List.of(image));

            assertThat(exit).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("failed: too_dark");
        }
    }
}
