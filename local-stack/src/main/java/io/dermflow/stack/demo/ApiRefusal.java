package io.dermflow.stack.demo;

import java.net.http.HttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The gateway answered, and not with what was asked for.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
final class ApiRefusal extends RuntimeException {

    private static final int CONTENT_TOO_LARGE = 413;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int UNPROCESSABLE = 422;

    private final int status;
    private final String explanation;

    /// @param what was asked for
    ApiRefusal(String what, HttpResponse<String> response) {
        this(what, response.statusCode(), response.body());
    }

    /// @param what was asked for
    ApiRefusal(String what, int status, String body) {
        this(status, what + " was answered with " + status + sentence(body));
    }

    private ApiRefusal(int status, String explanation) {
        super(explanation);
        this.status = status;
        this.explanation = explanation;
    }

    /// What was refused and why, for a person.
    String explanation() {
        return explanation;
    }

    /// Whether the image itself was refused, as opposed to the request.
    boolean isAboutTheImage() {
        return status == CONTENT_TOO_LARGE
                || status == UNSUPPORTED_MEDIA_TYPE
                || status == UNPROCESSABLE;
    }

    private static String sentence(String body) {
        try {
            JsonNode problem = JsonMapper.shared().readTree(body);
            String title = problem.path("title").asString("");
            String detail = problem.path("detail").asString(title);
            String code = problem.path("code").asString("");
            return (code.isEmpty() ? "" : " " + code) + (detail.isEmpty() ? "" : ": " + detail);
        } catch (JacksonException _) {
            return "";
        }
    }
}
