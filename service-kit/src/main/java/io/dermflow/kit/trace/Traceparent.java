package io.dermflow.kit.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// The W3C trace context of what this thread is doing. It travels as header `traceparent` over HTTP
/// and Kafka, waits in the outbox's rows, and stands in every log line as `trace_id` and `span_id`.
///
/// It is kept as OpenTelemetry's own context, so one mechanism serves both cases: with the agent
/// attached its spans hang below ours and ours below its; without it the ids are made here.
///
/// @param traceId 32 hex digits
/// @param spanId 16 hex digits
/// @param sampled whether somebody records the trace
public record Traceparent(String traceId, String spanId, boolean sampled) {

    /// Header name, HTTP and Kafka alike.
    public static final String HEADER = "traceparent";

    private static final Pattern FORM =
            Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    /// The agent's own names, so that a search is the same with and without it.
    private static final String TRACE_KEY = "trace_id";

    private static final String SPAN_KEY = "span_id";

    /// The context of this thread, or a new one.
    public static Traceparent current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? of(span) : fresh();
    }

    /// What the header says; a new trace when it says nothing readable.
    public static Traceparent read(@Nullable String header) {
        var match = header == null ? null : FORM.matcher(header);
        if (match == null || !match.matches()) {
            return fresh();
        }
        boolean sampled = (Integer.parseInt(match.group(3), 16) & 1) == 1;
        var read = new Traceparent(match.group(1), match.group(2), sampled);
        return read.spanContext().isValid() ? read : fresh();
    }

    /// What a record's header says.
    public static Traceparent read(Headers headers) {
        var header = headers.lastHeader(HEADER);
        return read(header == null ? null : new String(header.value(), StandardCharsets.UTF_8));
    }

    static Traceparent of(SpanContext span) {
        return new Traceparent(span.getTraceId(), span.getSpanId(), span.isSampled());
    }

    /// Another span of the same trace.
    Traceparent below() {
        return new Traceparent(traceId, randomHex(8), sampled);
    }

    SpanContext spanContext() {
        return SpanContext.createFromRemoteParent(
                traceId,
                spanId,
                sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }

    /// Makes this the context of the thread until closed: what begins meanwhile hangs below it.
    public Scope enter() {
        return enter(Span.wrap(spanContext()));
    }

    // The scope of OpenTelemetry closes with ours.
    @SuppressWarnings("MustBeClosedChecker")
    Scope enter(Span span) {
        var scope =
                new Scope(
                        Context.current().with(span).makeCurrent(),
                        MDC.get(TRACE_KEY),
                        MDC.get(SPAN_KEY));
        MDC.put(TRACE_KEY, traceId);
        MDC.put(SPAN_KEY, spanId);
        return scope;
    }

    /// The header's value.
    public String headerValue() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    private static Traceparent fresh() {
        return new Traceparent(randomHex(16), randomHex(8), true);
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /// Ends the context on close, on the thread that entered it, and brings the former one back.
    public static final class Scope implements AutoCloseable {

        private final io.opentelemetry.context.Scope context;
        private final @Nullable String traceBefore;
        private final @Nullable String spanBefore;

        private Scope(
                io.opentelemetry.context.Scope context,
                @Nullable String traceBefore,
                @Nullable String spanBefore) {
            this.context = context;
            this.traceBefore = traceBefore;
            this.spanBefore = spanBefore;
        }

        @Override
        public void close() {
            bringBack(TRACE_KEY, traceBefore);
            bringBack(SPAN_KEY, spanBefore);
            context.close();
        }

        private static void bringBack(String key, @Nullable String value) {
            if (value == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, value);
            }
        }
    }
}
