package io.dermflow.kit.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// The W3C trace context of what this thread is doing. It travels as header `traceparent` over HTTP
/// and Kafka and stands in every log line. With the OpenTelemetry agent attached its own context
/// wins, because the agent rewrites the header.
///
/// @param traceId 32 hex digits
/// @param spanId 16 hex digits
public record Traceparent(String traceId, String spanId) {

    /// Header name, HTTP and Kafka alike.
    public static final String HEADER = "traceparent";

    private static final Pattern FORM =
            Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");
    private static final String TRACE_KEY = "traceId";
    private static final String SPAN_KEY = "spanId";

    /// The context of this thread, or a new one.
    public static Traceparent current() {
        String traceId = MDC.get(TRACE_KEY);
        String spanId = MDC.get(SPAN_KEY);
        return traceId == null || spanId == null ? fresh() : new Traceparent(traceId, spanId);
    }

    /// A new span below what the header says; a new trace when it says nothing readable.
    public static Traceparent continuing(@Nullable String header) {
        var match = header == null ? null : FORM.matcher(header);
        return match != null && match.matches()
                ? new Traceparent(match.group(1), randomHex(8))
                : fresh();
    }

    /// Makes this the context of the thread until closed.
    public Scope enter() {
        MDC.put(TRACE_KEY, traceId);
        MDC.put(SPAN_KEY, spanId);
        return Scope.INSTANCE;
    }

    /// The header's value.
    public String headerValue() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    private static Traceparent fresh() {
        return new Traceparent(randomHex(16), randomHex(8));
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /// Ends the context on close, on the thread that entered it.
    public static final class Scope implements AutoCloseable {
        private static final Scope INSTANCE = new Scope();

        private Scope() {}

        @Override
        public void close() {
            MDC.remove(TRACE_KEY);
            MDC.remove(SPAN_KEY);
        }
    }
}
