package io.dermflow.kit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.trace.TraceSpan;
import io.dermflow.kit.trace.Traceparent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class JsonLogTest {

    private static final String SENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Configuration
    static class Nothing {}

    @AfterEach
    void textAgain() {
        LoggingSystem.get(getClass().getClassLoader()).cleanUp();
    }

    @Test
    void aLineIsOneObjectWithTraceServiceAndTheMessagesKeys(CapturedOutput output) {
        start("json");

        try (var span = TraceSpan.consuming("work", Traceparent.read(SENT))) {
            LoggerFactory.getLogger("probe")
                    .info("job done taskId={} attempt={} {}", "t-1", 2, "aside");
            JsonNode line = line(output, "job done");

            assertThat(line.path("trace_id").asString()).isEqualTo(span.trace().traceId());
            assertThat(line.path("span_id").asString()).isEqualTo(span.trace().spanId());
        }
        JsonNode line = line(output, "job done");
        assertThat(line.path("service").asString()).isEqualTo("probe-service");
        assertThat(line.path("level").asString()).isEqualTo("INFO");
        assertThat(line.path("taskId").asString()).isEqualTo("t-1");
        assertThat(line.path("attempt").asInt()).isEqualTo(2);
        assertThat(line.path("message").asString())
                .isEqualTo("job done taskId=t-1 attempt=2 aside");
    }

    @Test
    void aMessageOfSeveralLinesAndAStackTraceStayOneLine(CapturedOutput output) {
        start("json");

        LoggerFactory.getLogger("probe")
                .error("first\nnext line error={}", "a\r\nb", new IllegalStateException("deep"));

        JsonNode line = line(output, "next line");
        assertThat(line.path("message").asString()).startsWith("first\nnext line");
        assertThat(line.path("error").asString()).isEqualTo("a\r\nb");
        assertThat(line.path("stack_trace").asString()).contains("IllegalStateException: deep");
    }

    @Test
    void aKeyThatTheFormatWritesItselfDoesNotBreakTheLine(CapturedOutput output) {
        start("json");

        LoggerFactory.getLogger("probe").info("odd level={} service={} level={}", 1, 2, 3);

        assertThat(line(output, "odd").path("level").asString()).isEqualTo("INFO");
    }

    @Test
    void textIsTheDefaultAndShowsTheTrace(CapturedOutput output) {
        start("text");

        try (var _ = Traceparent.read(SENT).enter()) {
            LoggerFactory.getLogger("probe").info("plain");
        }

        assertThat(output.getOut())
                .contains("INFO  [0af7651916cd43dd8448eb211c80319c] probe - plain");
    }

    @Test
    void anotherFormatStopsTheStart() {
        assertThatThrownBy(() -> start("xml")).hasStackTraceContaining("dermflow.log-format.xml");
    }

    private static void start(String format) {
        var application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application
                .run(
                        "--spring.config.import=classpath:dermflow-kit.yaml",
                        "--dermflow.app.service=probe-service",
                        "--dermflow.app.port=0",
                        "--LOG_FORMAT=" + format)
                .close();
    }

    private static JsonNode line(CapturedOutput output, String word) {
        List<String> lines = output.getOut().lines().filter(line -> line.contains(word)).toList();
        assertThat(lines).hasSize(1);
        return JsonMapper.shared().readTree(lines.getFirst());
    }
}
