package io.dermflow.kit.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/// A piece of work as a span of its trace, from its making to its close, on one thread. Reported by
/// the OpenTelemetry agent where it is attached; else it only gives log lines and headers their
/// ids.
///
/// Attributes hold ids, names and numbers, never texts of people or models.
public final class TraceSpan implements AutoCloseable {

    private final Span span;
    private final Traceparent trace;
    private final Traceparent.Scope scope;

    private TraceSpan(Span span, Traceparent trace) {
        this.span = span;
        this.trace = trace;
        this.scope = trace.enter(span);
    }

    /// The reading of a record: continues whoever sent it. The agent knows nothing of share
    /// consumers, so this is where Kafka's way of the trace goes on.
    public static TraceSpan consuming(String name, Traceparent sender) {
        return begin(name, SpanKind.CONSUMER, sender);
    }

    /// A part of what this thread is doing.
    public static TraceSpan inside(String name) {
        return begin(name, SpanKind.INTERNAL, Traceparent.current());
    }

    /// A request: the agent's span where it has made one, else one below the caller's.
    static Traceparent.Scope serving(@Nullable String header) {
        Span current = Span.current();
        return current.getSpanContext().isValid()
                ? Traceparent.of(current.getSpanContext()).enter(current)
                : Traceparent.read(header).below().enter();
    }

    public TraceSpan with(String attribute, String value) {
        span.setAttribute(attribute, value);
        return this;
    }

    public TraceSpan with(String attribute, long value) {
        span.setAttribute(attribute, value);
        return this;
    }

    /// Marks the work as failed. Only the kind of the failure is told: messages may hold anything.
    public void failed(Throwable failure) {
        span.setAttribute("error.type", failure.getClass().getName());
        span.setStatus(StatusCode.ERROR);
    }

    public Traceparent trace() {
        return trace;
    }

    private static TraceSpan begin(String name, SpanKind kind, Traceparent parent) {
        Span span =
                GlobalOpenTelemetry.getTracer("io.dermflow")
                        .spanBuilder(name)
                        .setParent(Context.current().with(Span.wrap(parent.spanContext())))
                        .setSpanKind(kind)
                        .startSpan();
        // Without the agent the API hands the parent back instead of a span.
        if (span.getSpanContext().getSpanId().equals(parent.spanId())) {
            Traceparent own = parent.below();
            return new TraceSpan(Span.wrap(own.spanContext()), own);
        }
        return new TraceSpan(span, Traceparent.of(span.getSpanContext()));
    }

    @Override
    public void close() {
        scope.close();
        span.end();
    }
}
