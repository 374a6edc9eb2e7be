package io.dermflow.ingest.database;

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
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;

/// A database that is away, or gave up on a transaction, is `503` with `Retry-After`: the
/// transaction was rolled back, or its commit's fate is unknown, and a repeat is safe because every
/// story is one transaction and repeats are recognised.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public class DatabaseAwayAdvice {

    /// The problem's code, as report-service says it too.
    public static final String CODE = "database_unavailable";

    private static final ExceptionHandlerMethodResolver ANSWERED =
            new ExceptionHandlerMethodResolver(DatabaseAwayAdvice.class);
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAwayAdvice.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /// Whether a failure will be answered here.
    public static boolean answers(Exception failure) {
        return ANSWERED.resolveMethod(failure) != null;
    }

    @ExceptionHandler({
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class,
        TransactionSystemException.class,
        TransientDataAccessException.class,
        RecoverableDataAccessException.class,
        NonTransientDataAccessResourceException.class
    })
    void onDatabaseAway(RuntimeException away, HttpServletResponse response) throws IOException {
        LOG.warn("database away error={}", away.toString());
        ProblemDocument.write(
                response, ApiProblem.unavailable(CODE, "The database is away; try again.", RETRY));
    }
}
