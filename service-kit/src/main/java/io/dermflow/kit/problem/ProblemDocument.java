package io.dermflow.kit.problem;

import io.dermflow.kit.trace.Traceparent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// The one shape of an error body (RFC 9457): `type`, `title`, `status`, `detail`, `code`,
/// `trace_id` and the problem's own members.
public final class ProblemDocument {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ProblemDocument() {}

    static Map<String, Object> of(ApiProblem problem) {
        Map<String, Object> document = of(problem.status(), problem.code(), problem.getMessage());
        document.putAll(problem.extras());
        return document;
    }

    static Map<String, Object> of(HttpStatusCode status, String code, @Nullable String detail) {
        Map<String, Object> document = new LinkedHashMap<>();
        HttpStatus known = HttpStatus.resolve(status.value());
        document.put("type", "about:blank");
        document.put("title", known == null ? "Error" : known.getReasonPhrase());
        document.put("status", status.value());
        document.put("code", code);
        if (detail != null) {
            document.put("detail", detail);
        }
        document.put("trace_id", Traceparent.current().traceId());
        return document;
    }

    static HttpHeaders headers(ApiProblem problem) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        Duration delay = problem.retryAfter();
        if (delay != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(delay)));
        }
        return headers;
    }

    /// Writes the problem where no controller advice reaches: filters, security, the gateway.
    public static void write(HttpServletResponse response, ApiProblem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status().value());
        headers(problem).forEach((name, values) -> response.setHeader(name, values.getFirst()));
        byte[] body = MAPPER.writeValueAsBytes(of(problem));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    /// The last event of an event stream that ends before its time: `error`, whose data is the
    /// problem. The status and the headers are long gone, so `retry_after` (s) stands in it, and
    /// `retry` (ms) tells an EventSource the same. It has no id: the reader comes again with the
    /// last one that it has.
    public static String event(ApiProblem problem) {
        Map<String, Object> document = of(problem);
        StringBuilder event = new StringBuilder();
        Duration delay = problem.retryAfter();
        if (delay != null) {
            document.put("retry_after", seconds(delay));
            event.append("retry: ").append(delay.toMillis()).append('\n');
        }
        event.append("event: error\n");
        event.append("data: ").append(MAPPER.writeValueAsString(document)).append("\n\n");
        return event.toString();
    }

    private static long seconds(Duration delay) {
        return Math.max(1, delay.plusMillis(999).toSeconds());
    }
}
