package io.dermflow.kit.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the servlet container refuses by itself, before any handler, as problem+json too.
@RestController
class ProblemErrorController implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<Map<String, Object>> refused(HttpServletRequest request) {
        HttpStatus status = status(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDocument.of(status, ProblemAdvice.code(status), sentence(status)));
    }

    static String sentence(HttpStatus status) {
        return status.is5xxServerError()
                ? "Something went wrong here; the trace id names it in our logs."
                : "The request was refused before anything of it was looked at.";
    }

    /// Whoever asks for the error page itself finds nothing.
    private static HttpStatus status(@Nullable Object code) {
        HttpStatus known = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        return known == null ? HttpStatus.NOT_FOUND : known;
    }
}
