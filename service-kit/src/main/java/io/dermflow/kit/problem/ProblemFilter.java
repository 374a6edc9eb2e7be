package io.dermflow.kit.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Around all filters that refuse: a problem thrown by one becomes problem+json, and a token that
/// can't be checked because the keys are away is `503`, not `500`.
public class ProblemFilter extends OncePerRequestFilter {

    private static final Duration KEYS_RETRY = Duration.ofSeconds(2);

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ApiProblem problem) {
            ProblemDocument.write(response, problem);
        } catch (AuthenticationServiceException keysAway) {
            ProblemDocument.write(
                    response,
                    ApiProblem.unavailable(
                            "keys_unavailable", "Tokens can't be checked right now.", KEYS_RETRY));
        }
    }
}
