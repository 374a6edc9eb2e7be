package io.dermflow.report.access;

import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.problem.ProblemDocument;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Something behind this service is away: `503` with `Retry-After`, never `500`.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class OutageAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(OutageAdvice.class);
    private static final Duration SOON = Duration.ofSeconds(2);

    @ExceptionHandler
    void onDependency(DependencyUnavailable away, HttpServletResponse response) throws IOException {
        answer(away.dependency(), away, response);
    }

    @ExceptionHandler({
        NonTransientDataAccessResourceException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    void onDatabase(RuntimeException away, HttpServletResponse response) throws IOException {
        answer("database", away, response);
    }

    private static void answer(String part, RuntimeException away, HttpServletResponse response)
            throws IOException {
        LOG.warn("away dependency={} error={}", part, away.getMessage());
        ProblemDocument.write(
                response,
                ApiProblem.unavailable(
                        part + "_unavailable", "A part of the service is away for now.", SOON));
    }
}
