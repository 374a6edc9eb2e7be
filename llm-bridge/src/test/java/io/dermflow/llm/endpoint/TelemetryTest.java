package io.dermflow.llm.endpoint;

import static io.dermflow.llm.endpoint.RawServer.DONE;
import static io.dermflow.llm.endpoint.RawServer.USAGE;
import static io.dermflow.llm.endpoint.RawServer.delta;
import static io.dermflow.llm.endpoint.RawServer.finish;
import static io.dermflow.llm.endpoint.RawServer.says;
import static io.dermflow.llm.endpoint.RawServer.streams;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dermflow.llm.endpoint.ChatQuestion.Purpose;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(30)
class TelemetryTest {

    private static final String LEAKY = "SECRET-[A-Z]*";

    @Test
    void namesTheCallAsOpenTelemetryDoesAndNeverQuotesIt() throws Exception {
        var spans = new Kept();
        var meters = new SimpleMeterRegistry();
        try (var server =
                        new RawServer(
                                streams(delta("SECRET-ANSWER"), finish("stop"), USAGE, DONE),
                                says(400, "", "{\"error\":{\"message\":\"SECRET-ECHO\"}}"));
                var provider =
                        SdkTracerProvider.builder()
                                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                                .build();
                var model =
                        new LanguageModel(
                                Models.properties(server.baseUrl()), meters, provider.get("t"))) {
            model.ask(Models.question(Purpose.CHAT), Models.LIMIT);
            catchThrowable(() -> model.ask(Models.question(Purpose.CHAT), Models.LIMIT));

            SpanData good = spans.kept.getFirst();
            assertThat(good.getName()).isEqualTo("chat m-1");
            assertThat(good.getAttributes().toString())
                    .contains(
                            "gen_ai.operation.name=chat",
                            "gen_ai.provider.name=vllm",
                            "gen_ai.request.model=m-1",
                            "gen_ai.response.model=m-1",
                            "gen_ai.usage.input_tokens=7",
                            "gen_ai.usage.output_tokens=3",
                            "gen_ai.response.finish_reasons=[stop]");
            assertThat(spans.kept.getLast().getAttributes().toString())
                    .contains("error.type=llm_refused");
            assertThat(spans.kept.toString()).doesNotContainPattern(LEAKY);
            assertThat(meters.get("dermflow.llm.call").tag("outcome", "ok").timer().count())
                    .isOne();
            assertThat(meters.get("dermflow.llm.tokens").tag("type", "input").counter().count())
                    .isEqualTo(7);
            assertThat(meters.getMeters())
                    .extracting(Meter::getId)
                    .allSatisfy(id -> assertThat(id.getDescription()).isNotBlank());
        }
    }

    /// A counter that appears with its first event has not grown, so no alert would see that event.
    @Test
    void showsWhatAlertsWatchBeforeItHappens() throws Exception {
        var meters = new SimpleMeterRegistry();
        try (var server = new RawServer();
                var _ = new LanguageModel(Models.properties(server.baseUrl()), meters)) {
            for (var reason : GuardedEndpoint.Shed.values()) {
                String label = reason.name().toLowerCase(Locale.ROOT);
                assertThat(meters.get("dermflow.llm.shed").tag("reason", label).counter().count())
                        .isZero();
            }
            assertThat(
                            meters.get("dermflow.llm.budget.refused")
                                    .tag("whose", "all")
                                    .counter()
                                    .count())
                    .isZero();
        }
    }

    @Test
    void logsFailuresButNoWordOfAQuestionOrAnAnswer() throws Exception {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var appender = new ListAppender<ILoggingEvent>();
        Level before = root.getLevel();
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.DEBUG);
        try (var server =
                        new RawServer(
                                streams(delta("SECRET-ANSWER"), finish("stop"), DONE),
                                streams(delta("SECRET-ANSWER"), "data: {SECRET-JSON\n\n"),
                                says(400, "", "{\"error\":{\"message\":\"SECRET-ECHO\"}}"));
                var model = Models.at(server)) {
            for (int i = 0; i < 3; i++) {
                catchThrowable(() -> model.ask(Models.question(Purpose.CHAT), Models.LIMIT));
            }
        } finally {
            root.setLevel(before);
            root.detachAppender(appender);
        }

        List<String> lines = appender.list.stream().map(TelemetryTest::everything).toList();
        assertThat(lines).anyMatch(line -> line.contains("llm_garbage"));
        assertThat(lines).noneMatch(line -> line.contains("SECRET-"));
    }

    private static String everything(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        return event.getFormattedMessage()
                + event.getKeyValuePairs()
                + event.getMDCPropertyMap()
                + (thrown == null ? "" : thrown.getMessage());
    }

    private static final class Kept implements SpanExporter {

        private final List<SpanData> kept = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            kept.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
