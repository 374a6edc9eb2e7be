package io.dermflow.stack.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dermflow.stack.endtoend.Trace.Span;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes spans as an OpenTelemetry collector does: OTLP over HTTP, protobuf. Thread-safe.
final class OtlpReceiver implements AutoCloseable {

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    OtlpReceiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What has come of one trace so far.
    Trace trace(String id) {
        return new Trace(spans.stream().filter(span -> span.traceId().equals(id)).toList());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList()
                    .forEach(this::keep);
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(ResourceSpans sent) {
        String service =
                sent.getResource().getAttributesList().stream()
                        .filter(attribute -> attribute.getKey().equals("service.name"))
                        .map(attribute -> attribute.getValue().getStringValue())
                        .findFirst()
                        .orElse("unknown");
        sent.getScopeSpansList()
                .forEach(scope ->
                        scope.getSpansList().forEach(span -> spans.add(span(service, span))));
    }

    private static Span span(String service, io.opentelemetry.proto.trace.v1.Span sent) {
        HexFormat hex = HexFormat.of();
        return new Span(
                hex.formatHex(sent.getTraceId().toByteArray()),
                hex.formatHex(sent.getSpanId().toByteArray()),
                hex.formatHex(sent.getParentSpanId().toByteArray()),
                service,
                sent.getKind().name().replace("SPAN_KIND_", ""),
                sent.getName(),
                sent.getStartTimeUnixNano(),
                sent.getEndTimeUnixNano());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
