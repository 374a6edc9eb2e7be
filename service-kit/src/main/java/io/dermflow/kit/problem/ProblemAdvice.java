package io.dermflow.kit.problem;

import io.dermflow.kit.http.DependencyUnavailable;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Turns whatever a controller throws into problem+json. What nobody foresaw is logged once, with
/// its stack trace, and answered as `500 internal`.
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final Duration DEPENDENCY_RETRY = Duration.ofSeconds(2);

    /// The codes of failures that Spring or Tomcat finds before a handler runs; any other has the
    /// name of its status.
    private static final Map<Integer, String> CODES =
            Map.of(
                    400, "invalid_request",
                    404, "not_found",
                    405, "method_not_allowed",
                    406, "not_acceptable",
                    413, "payload_too_large",
                    415, "unsupported_media_type",
                    503, "unavailable");

    @ExceptionHandler
    ResponseEntity<Object> onProblem(ApiProblem problem) {
        if (problem.status().is5xxServerError()) {
            LOG.warn(
                    "refused code={} error={} cause={}",
                    problem.code(),
                    problem.getMessage(),
                    String.valueOf(problem.getCause()));
        }
        return new ResponseEntity<>(
                ProblemDocument.of(problem), ProblemDocument.headers(problem), problem.status());
    }

    @ExceptionHandler
    ResponseEntity<Object> onBrokenMultipart(MultipartException broken) {
        return onProblem(
                new ApiProblem(
                        HttpStatus.BAD_REQUEST,
                        "malformed_multipart",
                        "The multipart body is broken."));
    }

    /// Every repeat of a request that could not be done for want of a dependency is safe.
    @ExceptionHandler
    ResponseEntity<Object> onDependencyAway(DependencyUnavailable away) {
        return onProblem(
                ApiProblem.unavailable(
                                away.code(),
                                "Something this needs is away for the moment; try again.",
                                DEPENDENCY_RETRY)
                        .causedBy(away));
    }

    /// Tomcat's word for a form or query that can't be decoded.
    @ExceptionHandler
    ResponseEntity<Object> onBrokenParameters(InvalidParameterException broken) {
        return onProblem(
                new ApiProblem(
                        HttpStatus.BAD_REQUEST,
                        "malformed_parameters",
                        "The form or query can't be decoded."));
    }

    /// Security's own handlers answer these.
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void onSecurity(RuntimeException refused) {
        throw refused;
    }

    @ExceptionHandler
    ResponseEntity<Object> onUnforeseen(Exception unforeseen) {
        LOG.error("unforeseen error={}", unforeseen.getClass().getSimpleName(), unforeseen);
        return onProblem(ApiProblem.internal());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        HttpHeaders answer = new HttpHeaders();
        answer.putAll(headers);
        answer.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        String code = code(status);
        return new ResponseEntity<>(
                ProblemDocument.of(status, code, InvalidFields.describe(failure)), answer, status);
    }

    static String code(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        String name = known == null ? "error" : known.name().toLowerCase(Locale.ROOT);
        return CODES.getOrDefault(status.value(), name);
    }
}
