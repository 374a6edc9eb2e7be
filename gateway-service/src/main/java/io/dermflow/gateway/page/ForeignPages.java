package io.dermflow.gateway.page;

import io.dermflow.kit.problem.ApiProblem;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;

/// Refuses by a problem, where Spring has a line of text; the filter around writes it.
final class ForeignPages extends DefaultCorsProcessor {

    @Override
    protected void rejectRequest(ServerHttpResponse response) {
        throw new ApiProblem(
                HttpStatus.FORBIDDEN,
                "origin_not_allowed",
                "Pages of this origin may not ask, or not like this.");
    }
}
