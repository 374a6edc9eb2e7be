package io.dermflow.stack.demo;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.dermflow.stack.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDemoTest {

    private static final Wish SKIN =
            new Wish(Set.of(), Optional.empty(), Optional.empty(), Map.of());

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

            int exit = demo(gateway, false).run(SKIN, List.of(image));

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

            demo(gateway, false).run(SKIN, List.of(image));

            assertThat(gateway.requests()).contains("GET /api/v1/captures/0198a5c0/events after 2");
        }
    }

    @Test
    void printsTheResultDocumentAloneWhenAskedForJson() throws Exception {
        try (var gateway = new FakeGateway("succeeded")) {

            int exit = demo(gateway, true).run(SKIN, List.of(image));

            assertThat(exit).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .startsWith("{\"state\":\"succeeded\"")
                    .hasLineCount(1);
        }
    }

    @Test
    void givesTheReasonsOfARejectedImage() throws Exception {
        try (var gateway = new FakeGateway("rejected")) {

            int exit = demo(gateway, false).run(SKIN, List.of(image));

            assertThat(exit).isEqualTo(2);
            assertThat(out).hasToString("");
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains("too_dark (More light.)", "too dark", "use more light");
        }
    }

    @Test
    void countsARefusedUploadAsRejected() throws Exception {
        try (var gateway = new FakeGateway("refused")) {

            int exit = demo(gateway, false).run(SKIN, List.of(image));

            assertThat(exit).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("It is cut off.");
        }
    }

    @Test
    void failsWhenTheAnalysisFailed() throws Exception {
        try (var gateway = new FakeGateway("failed")) {

            int exit = demo(gateway, false).run(SKIN, List.of(image));

            assertThat(exit).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("failed: too_dark");
        }
    }

    @Test
    void sendsABodyAsOneCaptureAndPrintsItsReport() throws Exception {
        var body = new Wish(Set.of("body"), Optional.of("165"), Optional.of("female"), Map.of());
        try (var gateway = new FakeGateway("succeeded")) {

            int exit = demo(gateway, false).run(body, List.of(image, image));

            assertThat(exit).isZero();
            assertThat(gateway.forms())
                    .singleElement(as(STRING))
                    .contains(
                            "name=\"analyses\"\r\n\r\nbody\r\n",
                            "name=\"height_cm\"\r\n\r\n165\r\n",
                            "name=\"sex\"\r\n\r\nfemale\r\n",
                            "name=\"front\"; filename",
                            "name=\"side\"; filename");
            assertThat(out).hasToString("Nothing above the limit.\n");
        }
    }

    @Test
    void takesTheProjectsOwnSamplesOfTheKindThatWasAskedFor() throws Exception {
        try (var gateway = new FakeGateway("succeeded")) {

            demo(gateway, false).run(wish("body"), List.of());
            demo(gateway, false).run(wish("face"), List.of());
            demo(gateway, false).run(SKIN, List.of());

            assertThat(gateway.forms()).hasSize(3);
            assertThat(gateway.forms().get(0))
                    .contains("name=\"front\"", "name=\"side\"", "\r\n\r\n162.8\r\n");
            assertThat(gateway.forms().get(1)).contains("name=\"portrait\"", "\r\n\r\nface\r\n");
            assertThat(gateway.forms().get(2))
                    .contains("name=\"image\"")
                    .doesNotContain("analyses");
        }
    }

    @Test
    void sendsWhatIsSaidOfALesion() throws Exception {
        var said =
                new Wish(
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("age", "54", "itches", "true"));
        try (var gateway = new FakeGateway("succeeded")) {

            demo(gateway, false).run(said, List.of(image));

            assertThat(gateway.forms())
                    .singleElement(as(STRING))
                    .contains("name=\"age\"\r\n\r\n54\r\n", "name=\"itches\"\r\n\r\ntrue\r\n");
        }
    }

    @Test
    void saysWhereItPutWhatWasDrawn() throws Exception {
        try (var gateway = new FakeGateway("succeeded")) {

            demo(gateway, false).run(SKIN, List.of(image));

            Path drawn = directory.resolve("drawn/0198a5c0/overlay.png");
            assertThat(drawn).hasContent("a drawing");
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("drew " + drawn);
        }
    }

    private static Wish wish(String analysis) {
        return new Wish(Set.of(analysis), Optional.empty(), Optional.empty(), Map.of());
    }

    private RunDemo demo(FakeGateway gateway, boolean json) {
        return new RunDemo(gateway.address(), terminal, json, directory.resolve("drawn"));
    }
}
