package io.dermflow.vision.narrative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.dermflow.events.EventCodec;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.Outcome;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.NarrativeRequest;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.http.ServiceClients;
import io.dermflow.kit.job.JobProperties;
import io.dermflow.kit.kafka.ConsentView.Standing;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.consent.ConsentCheck;
import io.dermflow.vision.pump.JobRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    private HttpServer bridge;
    private int status = 200;
    private byte[] body = EventCodec.mapper().writeValueAsBytes(NARRATIVE);
    private volatile String deadline = "";
    private volatile byte[] received = {};
    private Standing standing = Standing.ALLOWED;

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
        bridge.start();
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

    private WriteNarrative stage() {
        var http =
                ServiceClients.plain(Duration.ofSeconds(5))
                        .mutate()
                        .baseUrl("http://127.0.0.1:" + bridge.getAddress().getPort())
                        .build();
        return new WriteNarrative(
                new ConsentCheck((_, _, _) -> standing, Clock.systemUTC()),
                new NarrativeClient(http),
                limits(),
                Clock.systemUTC());
    }

    private static JobProperties limits() {
        return new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("dermflow.job", JobProperties.class);
    }

    private static FindingsReady findings() {
        return new FindingsReady(Jobs.any(), analysis());
    }

    private static Analysis analysis() {
        var quality = new Quality("normal", true, false, 1, List.of(), List.of(), List.of());
        return new Analysis(
                quality, List.of(), null, null, List.of(), List.of(), List.of(), List.of());
    }

    private static JobRun run() {
        return new JobRun((_, _) -> {});
    }
}
