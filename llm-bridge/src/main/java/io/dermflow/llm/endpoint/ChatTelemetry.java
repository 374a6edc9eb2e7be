package io.dermflow.llm.endpoint;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What operators see of the calls: meters, one span a call by OpenTelemetry's GenAI conventions
/// (1.41), one log line a failure. Never a word of a question or an answer.
final class ChatTelemetry {

    private static final Logger LOG = LoggerFactory.getLogger(ChatTelemetry.class);
    private static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");

    /// A call to be watched.
    interface Ask {
        ChatAnswer ask() throws ChatFailed;
    }

    private final MeterRegistry meters;
    private final Tracer tracer;

    ChatTelemetry(MeterRegistry meters, Tracer tracer) {
        this.meters = meters;
        this.tracer = tracer;
        for (TokenBudget.Whose whose : TokenBudget.Whose.values()) {
            budgetRefusals(whose);
        }
    }

    /// Its figures from now on. What alerts watch is there at 0: a counter that appears with its
    /// first event has not grown, and nobody would hear of that event.
    void watch(GuardedEndpoint guarded) {
        for (GuardedEndpoint.Shed reason : GuardedEndpoint.Shed.values()) {
            sheddings(guarded.endpoint().name(), reason);
        }
        for (var group : GuardedEndpoint.Group.values()) {
            Tags tags = Tags.of("endpoint", guarded.endpoint().name()).and("group", group.label());
            Gauge.builder(
                            "dermflow.llm.breaker.open",
                            guarded,
                            endpoint -> open(endpoint.breaker(group)))
                    .tags(tags)
                    .description(
                            "1 while the endpoint is left alone after failures; alert when it"
                                    + " lasts longer than 5 minutes")
                    .register(meters);
        }
        gauge(
                guarded,
                "dermflow.llm.in.flight",
                "Calls in flight; alert when it stays at the limit",
                endpoint -> endpoint.limit().inFlight());
        gauge(
                guarded,
                "dermflow.llm.limit",
                "Calls allowed in flight, as adapted; alert when far below the configured number",
                endpoint -> endpoint.limit().current());
        gauge(
                guarded,
                "dermflow.llm.server.waiting",
                "Requests in the server's own queue, -1 unknown; scale the server when above 0",
                endpoint -> endpoint.health().waiting());
        gauge(
                guarded,
                "dermflow.llm.up",
                "1 while probes succeed; alert at 0",
                endpoint -> endpoint.health().healthy() ? 1 : 0);
    }

    private void gauge(
            GuardedEndpoint guarded,
            String name,
            String description,
            ToDoubleFunction<GuardedEndpoint> value) {
        Gauge.builder(name, guarded, value)
                .tag("endpoint", guarded.endpoint().name())
                .description(description)
                .register(meters);
    }

    private static double open(CircuitBreaker breaker) {
        return breaker.getState() == CircuitBreaker.State.OPEN ? 1 : 0;
    }

    void shed(String endpoint, GuardedEndpoint.Shed reason) {
        sheddings(endpoint, reason).increment();
    }

    private Counter sheddings(String endpoint, GuardedEndpoint.Shed reason) {
        return counter(
                "dermflow.llm.shed",
                "Calls not sent, by reason; alert on a share above 1 %",
                Tags.of("endpoint", endpoint, "reason", word(reason)));
    }

    void retried(ChatFailed.Kind because) {
        counter(
                        "dermflow.llm.retries",
                        "Calls put once more, by the first failure; alert on a share above 5 %",
                        Tags.of("because", word(because)))
                .increment();
    }

    void cache(String result) {
        counter(
                        "dermflow.llm.cache",
                        "Questions by hit, miss or joined; no alert",
                        Tags.of("result", result))
                .increment();
    }

    void noBudget(TokenBudget.Whose whose) {
        budgetRefusals(whose).increment();
    }

    private Counter budgetRefusals(TokenBudget.Whose whose) {
        return counter(
                "dermflow.llm.budget.refused",
                "Questions refused for want of tokens, by whose budget; alert when 'all' rises",
                Tags.of("whose", word(whose)));
    }

    private Counter counter(String name, String description, Tags tags) {
        return Counter.builder(name).description(description).tags(tags).register(meters);
    }

    Call begin(EndpointProperties.Endpoint endpoint, ChatQuestion question) {
        Span span =
                tracer.spanBuilder("chat " + endpoint.model())
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("gen_ai.operation.name", "chat")
                        .setAttribute("gen_ai.provider.name", endpoint.provider())
                        .setAttribute("gen_ai.request.model", endpoint.model())
                        .setAttribute("gen_ai.request.max_tokens", question.maxTokens())
                        .setAttribute("gen_ai.request.seed", question.seed())
                        .setAttribute("gen_ai.request.stream", true)
                        .setAttribute(
                                "gen_ai.output.type", question.form() == null ? "text" : "json")
                        .startSpan();
        return new Call(endpoint.name(), word(question.purpose()), span);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// One call while it runs, on the thread that makes it.
    final class Call {

        private final String endpoint;
        private final String purpose;
        private final Span span;
        private final long began = System.nanoTime();
        private long firstToken;

        private Call(String endpoint, String purpose, Span span) {
            this.endpoint = endpoint;
            this.purpose = purpose;
            this.span = span;
        }

        long began() {
            return began;
        }

        TextSink seeing(TextSink sink) {
            return piece -> {
                if (firstToken == 0) {
                    firstToken = System.nanoTime() - began;
                }
                sink.text(piece);
            };
        }

        AdaptiveLimit.Ending late(Duration slow) {
            return firstToken > slow.toNanos()
                    ? AdaptiveLimit.Ending.OVERLOADED
                    : AdaptiveLimit.Ending.GOOD;
        }

        ChatAnswer watch(Ask ask) throws ChatFailed {
            String outcome = "sink_failed";
            try (Scope _ = span.makeCurrent()) {
                ChatAnswer answer = ask.ask();
                outcome = "ok";
                succeeded(answer);
                return answer;
            } catch (ChatFailed failed) {
                outcome = failed.code();
                failed(failed);
                throw failed;
            } finally {
                span.end();
                time("dermflow.llm.call", "Whole calls; alert on outcomes other than ok")
                        .tag("outcome", outcome)
                        .register(meters)
                        .record(Duration.ofNanos(System.nanoTime() - began));
            }
        }

        private Timer.Builder time(String name, String description) {
            return Timer.builder(name)
                    .description(description)
                    .tag("endpoint", endpoint)
                    .tag("purpose", purpose);
        }

        private void succeeded(ChatAnswer answer) {
            time("dermflow.llm.first.token", "Until the first piece; alert on p95 above 8 s")
                    .register(meters)
                    .record(Duration.ofNanos(firstToken));
            tokens("input", answer.promptTokens());
            tokens("output", answer.completionTokens());
            if (!answer.model().isEmpty()) {
                span.setAttribute("gen_ai.response.model", answer.model());
            }
            span.setAttribute(FINISH_REASONS, List.of(answer.finishReason()));
            span.setAttribute("gen_ai.response.time_to_first_chunk", firstToken / 1e9);
            span.setAttribute("gen_ai.usage.input_tokens", answer.promptTokens());
            span.setAttribute("gen_ai.usage.output_tokens", answer.completionTokens());
        }

        private void tokens(String type, int tokens) {
            Counter.builder("dermflow.llm.tokens")
                    .description("Tokens as the server counted them; alert on a budget of your own")
                    .tags("endpoint", endpoint, "purpose", purpose, "type", type)
                    .register(meters)
                    .increment(tokens);
        }

        private void failed(ChatFailed failed) {
            span.setAttribute("error.type", failed.code());
            span.setStatus(StatusCode.ERROR, failed.code());
            LOG.atWarn()
                    .addKeyValue("endpoint", endpoint)
                    .addKeyValue("purpose", purpose)
                    .addKeyValue("error", failed.code())
                    .addKeyValue("durationMs", (System.nanoTime() - began) / 1_000_000)
                    .log("Model call failed: {}", failed.getMessage());
        }
    }
}
