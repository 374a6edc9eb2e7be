package io.dermflow.vision.narrative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpServer;
import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ColourSpace;
import io.dermflow.events.Consent;
import io.dermflow.events.EventCodec;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.ImageRef;
import io.dermflow.events.LesionAnswers;
import io.dermflow.events.Outcome;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.NarrativeRequest;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.http.ServiceClients;
import io.dermflow.kit.job.JobProperties;
import io.dermflow.kit.kafka.ConsentView.Standing;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.DirectoryObjectStore;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.vision.Findings;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.consent.ConsentCheck;
import io.dermflow.vision.pipeline.DrawnSkin;
import io.dermflow.vision.pump.JobRun;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// The stage against a bridge over real HTTP.
class WriteNarrativeTest {

    private static final Narrative NARRATIVE =
            new Narrative(
                    "en",
                    "Nothing was detected above the detection limit.",
                    List.of(),
                    Narrative.Urgency.NONE,
                    new Narrative.Routine(List.of(), List.of(), List.of(), List.of()),
                    List.of(),
                    "No diagnosis.",
                    new Narrative.Generator("template", "t", "1", "0", 1, 0, 0, null));

    private static final String SECRET = "48.137 N 11.575 E";

    private HttpServer bridge;
    private int status = 200;
    private byte[] body = EventCodec.mapper().writeValueAsBytes(NARRATIVE);
    private volatile String deadline = "";
    private volatile byte[] received = {};
    private Standing standing = Standing.ALLOWED;
    private volatile String sight = "{\"configured\":true,\"available\":true,\"sees\":true}";
    private volatile int sightStatus = 200;
    private final AtomicInteger asked = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    @TempDir private Path dir;
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        bridge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bridge.createContext(
                "/internal/narratives",
                exchange -> {
                    deadline = exchange.getRequestHeaders().getFirst("X-Request-Deadline");
                    received = exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        bridge.createContext(
                "/internal/llm/status",
                exchange -> {
                    asked.incrementAndGet();
                    byte[] answer = sight.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(sightStatus, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        bridge.start();
        store = new DirectoryObjectStore(dir);
    }

    @AfterEach
    void stop() {
        bridge.stop(0);
    }

    @Test
    void completesTheTaskWithTheReport() {
        FindingsReady findings = findings();
        Instant before = Instant.now();

        var outcome = (Outcome.Completed) stage().run(findings, run());

        assertThat(outcome.report()).isEqualTo(NARRATIVE);
        assertThat(outcome.analysis()).isEqualTo(findings.analysis());
        assertThat(outcome.subject().taskId()).isEqualTo(findings.job().taskId());
        assertThat(Instant.parse(deadline))
                .isBetween(before.plusSeconds(24), before.plusSeconds(35));
        var request = EventCodec.mapper().readValue(received, NarrativeRequest.class);
        assertThat(request.taskId()).isEqualTo(findings.job().taskId());
        assertThat(request.language()).isEqualTo("en");
    }

    @Test
    void sendsOfWhatThePersonSaysOnlyWhatAFindingCountsInAndNeverTheAge() {
        AnalysisRequested any = Jobs.any();
        var answers = new LesionAnswers(63, true, false, null, null, true, null);
        AnalysisRequested job =
                new AnalysisRequested(
                        any.taskId(),
                        any.userId(),
                        any.images(),
                        any.analyses(),
                        new AnalysisOptions("off", "en", null, null, false, null, null, answers),
                        any.consent(),
                        1,
                        any.deadline(),
                        any.timestamp(),
                        null);
        Analysis counting =
                analysis().withFindings(List.of(counting("age", "itches", "grew")), List.of());

        stage().run(new FindingsReady(job, counting), run());

        var request = EventCodec.mapper().readValue(received, NarrativeRequest.class);
        assertThat(request.said()).containsExactly(entry("itches", true), entry("grew", false));
        assertThat(new String(received, StandardCharsets.UTF_8)).doesNotContain("lesion_answers");
    }

    @Test
    void neverAsksForLongerThanTheTaskLasts() {
        Instant end = Instant.now().plusSeconds(5);

        stage().run(new FindingsReady(Jobs.dueAt(end), analysis()), run());

        assertThat(Instant.parse(deadline)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 429, 500, 502, 503, 504})
    void waitsForABridgeThatCannotAnswerNow(int answer) {
        status = answer;

        assertThatThrownBy(() -> stage().run(findings(), run()))
                .isInstanceOfSatisfying(
                        DependencyUnavailable.class,
                        away -> assertThat(away.dependency()).isEqualTo("llm"));
    }

    @Test
    void waitsForABridgeThatIsNotThere() {
        var stage = stage();
        bridge.stop(0);

        assertThatThrownBy(() -> stage.run(findings(), run()))
                .isInstanceOf(DependencyUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void countsARefusalAsATry(int answer) {
        status = answer;

        assertThatThrownBy(() -> stage().run(findings(), run()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stopsBeforeTheBridgeWhenConsentIsGone() {
        standing = Standing.WITHDRAWN;

        var outcome = (Outcome.Canceled) stage().run(findings(), run());

        assertThat(outcome.reason().code()).isEqualTo("consent_withdrawn");
        assertThat(received).isEmpty();
    }

    @Test
    void sendsTheFirstPictureSmallUprightAndWithoutMetadata() throws IOException {
        byte[] photo = withMetadata(DrawnSkin.withMole());
        var job = Jobs.of(image("ref", 1), image("portrait", 6));
        keep(job, "portrait", photo);

        stage().run(new FindingsReady(job, analysis()), run());

        var picture = sent();
        byte[] jpeg = Base64.getDecoder().decode(picture.base64());
        assertThat(picture.mediaType()).isEqualTo("image/jpeg");
        assertThat(new String(jpeg, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", SECRET);
        assertThat(markers(jpeg)).doesNotContain(0xE1, 0xE2, 0xED, 0xFE);
        assertThat(jpeg.length).isLessThan(SmallJpeg.MAX_BYTES);
        var pixels = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(pixels.getWidth()).isEqualTo(672);
        assertThat(pixels.getHeight()).isEqualTo(896);
        assertThat(pictures("sent")).isEqualTo(1);
    }

    @Test
    void sendsNoPictureThatIsGoneOrCannotBeRead() {
        var job = Jobs.of(image("image", 1));

        stage().run(new FindingsReady(job, analysis()), run());
        assertThat(sent()).isNull();

        keep(job, "image", new byte[] {1, 2, 3});
        stage().run(new FindingsReady(job, analysis()), run());
        assertThat(sent()).isNull();
        assertThat(pictures("left_out")).isEqualTo(2);
    }

    @Test
    void sendsNoPictureWithoutConsentToTheAnalysis() {
        var job = withConsent(Jobs.of(image("image", 1)), Consent.NONE);
        keep(job, "image", DrawnSkin.withMole());

        stage().run(new FindingsReady(job, analysis()), run());

        assertThat(sent()).isNull();
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"200|{\"sees\":false}", "200|{}", "200|no", "404|{}", "500|{\"sees\":true}"})
    void sendsNoPictureToAModelThatDoesNotSaySoThatItSees(int answer, String words) {
        sightStatus = answer;
        sight = words;
        var job = Jobs.of(image("image", 1));
        keep(job, "image", DrawnSkin.withMole());

        var outcome = stage().run(new FindingsReady(job, analysis()), run());

        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
        assertThat(sent()).isNull();
    }

    @Test
    void asksOnceAMinuteWhetherTheModelSees() {
        var stage = stage();

        stage.run(findings(), run());
        stage.run(findings(), run());

        assertThat(asked).hasValue(1);
    }

    private NarrativeRequest.Picture sent() {
        return EventCodec.mapper().readValue(received, NarrativeRequest.class).picture();
    }

    private double pictures(String outcome) {
        return meters.counter("dermflow.narrative.pictures", "outcome", outcome).count();
    }

    private void keep(AnalysisRequested job, String kind, byte[] bytes) {
        store.put(Bucket.RAW_CAPTURES, job.userId(), "raw/" + kind + ".jpg", bytes, "image/jpeg");
    }

    private static ImageRef image(String kind, int orientation) {
        return new ImageRef(
                kind,
                "raw/" + kind + ".jpg",
                "0".repeat(64),
                "image/jpeg",
                1,
                DrawnSkin.WIDTH,
                DrawnSkin.HEIGHT,
                orientation,
                ColourSpace.ASSUMED_SRGB);
    }

    private static AnalysisRequested withConsent(AnalysisRequested job, Consent consent) {
        return new AnalysisRequested(
                job.taskId(),
                job.userId(),
                job.images(),
                job.analyses(),
                job.options(),
                consent,
                job.attempt(),
                job.deadline(),
                job.timestamp(),
                null);
    }

    /// The same JPEG with an APP1 segment behind its first marker.
    private static byte[] withMetadata(byte[] jpeg) {
        byte[] exif = ("Exif\0\0" + SECRET).getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(jpeg.length + exif.length + 4)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (exif.length + 2))
                .put(exif)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /// The markers before the first scan.
    private static List<Integer> markers(byte[] jpeg) {
        List<Integer> markers = new ArrayList<>();
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != 0xDA) {
            markers.add(jpeg[at + 1] & 0xFF);
            at += 2 + ByteBuffer.wrap(jpeg).getShort(at + 2);
        }
        return markers;
    }

    private WriteNarrative stage() {
        var http =
                ServiceClients.plain(Duration.ofSeconds(5))
                        .mutate()
                        .baseUrl("http://127.0.0.1:" + bridge.getAddress().getPort())
                        .build();
        return new WriteNarrative(
                new ConsentCheck((_, _, _) -> standing, Clock.systemUTC()),
                new NarrativeClient(http),
                new ReportPicture(new Sight(http, Clock.systemUTC()), store, meters),
                limits(),
                Clock.systemUTC());
    }

    private static JobProperties limits() {
        return new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("dermflow.job", JobProperties.class);
    }

    private static Finding counting(String... answers) {
        return Findings.of("F1", List.of(), List.of(answers));
    }

    private static FindingsReady findings() {
        return new FindingsReady(Jobs.any(), analysis());
    }

    private static Analysis analysis() {
        var quality = new Quality("normal", true, false, 1, List.of(), List.of(), List.of());
        return Analysis.builder(quality).build();
    }

    private static JobRun run() {
        return new JobRun((_, _) -> {});
    }
}
