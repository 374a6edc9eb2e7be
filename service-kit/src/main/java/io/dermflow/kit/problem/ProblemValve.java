package io.dermflow.kit.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// What Tomcat refuses before it knows whose a request is (`%00` in the path, a line that is no
/// HTTP) as problem+json too, in place of its page.
final class ProblemValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        if (status == null
                || !status.isError()
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        var problem =
                ProblemDocument.of(
                        status,
                        ProblemAdvice.code(status),
                        ProblemErrorController.sentence(status));
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getReporter().write(MAPPER.writeValueAsString(problem));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("a refusal could not be written error={}", e.toString());
        }
    }
}
