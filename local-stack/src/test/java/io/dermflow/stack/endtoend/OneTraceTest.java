package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.service.Tracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// With the OpenTelemetry agent in every service one capture is one trace. Prints that trace.
@EndToEnd
@Tag("long") // a stack with the agent; by hand: -Dexcluded.groups=none -Dtest=OneTraceTest
class OneTraceTest {

    private static final String ROOT = "gateway-service SERVER POST /api/v1/captures";
    private static final String REPORT = "report-service CONSUMER stage report";
    private static final String WRITING = "llm-bridge SERVER POST /internal/narratives";
    private static final String END = "ingest-service CONSUMER process skin_analysis_results";
    private static final String DETECTION = "vision-worker INTERNAL step detect";

    private static final List<String> TO_VISION =
            List.of(
                    ROOT,
                    "gateway-service CLIENT POST",
                    "ingest-service SERVER POST /api/v1/captures",
                    "ingest-service PRODUCER skin_analysis publish",
                    "vision-worker CONSUMER stage vision");
    private static final List<String> TO_NARRATIVE =
            below(
                    TO_VISION,
                    "vision-worker PRODUCER skin_analysis_findings publish",
                    "vision-worker CONSUMER stage narrative");
    private static final List<String> TO_REPORT =
            below(TO_NARRATIVE, "vision-worker PRODUCER skin_analysis_outcomes publish", REPORT);

    private static final Duration ARRIVAL = Duration.ofSeconds(60);
    private static final OtlpReceiver RECEIVER = new OtlpReceiver();

    private static String id = "";

    @BeforeAll
    static void oneCapture() {
        Suite.withVariables(
                Map.of(
                        Tracing.ENDPOINT,
                        RECEIVER.address().toString(),
                        "OTEL_BSP_SCHEDULE_DELAY",
                        "200"));
        Suite.awaitHealthy();
        Person person = Person.registered();
        var accepted = Person.expect(202, person.upload(Pictures.skin(95)));
        id = accepted.headers().firstValue("X-Trace-Id").orElseThrow();
        person.awaitEnd(Person.id(accepted));
    }

    @AfterAll
    static void asBefore() {
        System.out.println(RECEIVER.trace(id).withoutProgress().text());
        Suite.withVariables(Map.of());
        RECEIVER.close();
    }

    @Test
    void aCaptureIsOneTraceFromTheGatewayToTheReport() {
        Trace trace = traceWith(DETECTION, WRITING, REPORT);

        assertThat(trace.way(DETECTION)).isEqualTo(below(TO_VISION, DETECTION));
        assertThat(trace.way(WRITING))
                .isEqualTo(
                        below(
                                TO_NARRATIVE,
                                "vision-worker INTERNAL step narrative",
                                "vision-worker CLIENT POST",
                                WRITING));
        assertThat(trace.way(REPORT)).isEqualTo(TO_REPORT);
    }

    @Test
    void theAnnouncedEndComesBackToIngestInTheSameTrace() {
        assertThat(traceWith(REPORT, END).way(END))
                .isEqualTo(
                        below(
                                TO_REPORT,
                                "report-service PRODUCER skin_analysis_results publish",
                                END));
    }

    @Test
    void nothingOfItHangsInTheAir() {
        Await.until("one top", ARRIVAL, () -> RECEIVER.trace(id).tops().equals(List.of(ROOT)));
    }

    /// Services send in their own time, so a child may come before its parent.
    private static Trace traceWith(String... labels) {
        Await.until(
                String.join(", ", labels),
                ARRIVAL,
                () -> RECEIVER.trace(id).labels().containsAll(List.of(labels)));
        return RECEIVER.trace(id);
    }

    private static List<String> below(List<String> way, String... further) {
        List<String> longer = new ArrayList<>(way);
        longer.addAll(List.of(further));
        return longer;
    }
}
