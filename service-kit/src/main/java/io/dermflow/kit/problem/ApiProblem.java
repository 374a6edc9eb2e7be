package io.dermflow.kit.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// A refusal that a client can act on. Thrown by stories and leaves, written as problem+json by
/// [ProblemAdvice] (controllers) and [ProblemFilter] (everything before them).
public class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient Map<String, Object> extras = new LinkedHashMap<>();
    private @Nullable Duration retryAfter;

    /// @param code stable, snake_case; clients switch on it
    /// @param detail one sentence for a person; never data of another person
    public ApiProblem(HttpStatus status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    /// For `404 not_found`: the same for unknown ids and for other people's ids.
    public static ApiProblem notFound(String what) {
        return new ApiProblem(HttpStatus.NOT_FOUND, "not_found", "There is no such " + what + ".");
    }

    /// For a dependency that is away: `503` with `Retry-After`.
    public static ApiProblem unavailable(String code, String detail, Duration retryAfter) {
        return new ApiProblem(HttpStatus.SERVICE_UNAVAILABLE, code, detail).retryAfter(retryAfter);
    }

    /// For what nobody foresaw: `500 internal`. Whoever makes it logs the cause.
    public static ApiProblem internal() {
        return new ApiProblem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Something went wrong here; the trace id names it in our logs.");
    }

    /// Adds a member to the problem document.
    public ApiProblem with(String member, @Nullable Object value) {
        if (value != null) {
            extras.put(member, value);
        }
        return this;
    }

    /// Adds a `Retry-After` header, rounded up to whole seconds.
    public ApiProblem retryAfter(Duration delay) {
        this.retryAfter = delay;
        return this;
    }

    /// Keeps what led here for the log; clients never see it.
    public ApiProblem causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Map<String, Object> extras() {
        return Map.copyOf(extras);
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
