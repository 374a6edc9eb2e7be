package io.dermflow.gateway.edge;

import io.dermflow.kit.problem.ApiProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// What a request in clear text gets: `GET` and `HEAD` are led to `https`, everything else is
/// refused with `421` before its body is read. A redirected upload would have shown photo and token
/// to the network already.
class ClearTextFilter extends OncePerRequestFilter {

    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final int HTTPS = 443;

    private final EdgeProperties edge;

    ClearTextFilter(EdgeProperties edge) {
        this.edge = edge;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // A proxy's or a cluster's own health check comes without its headers.
        boolean probe =
                edge.endsAtProxy() && request.getRequestURI().startsWith("/actuator/health/");
        return request.isSecure() || probe;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!READS.contains(request.getMethod())) {
            response.setHeader("Connection", "close");
            throw new ApiProblem(
                    HttpStatus.MISDIRECTED_REQUEST,
                    "https_required",
                    "This came in clear text and was not read; send it over https.");
        }
        response.setStatus(HttpStatus.PERMANENT_REDIRECT.value());
        response.setHeader("Location", location(request));
    }

    private String location(HttpServletRequest request) {
        String port = edge.publicPort() == HTTPS ? "" : ":" + edge.publicPort();
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return "https://" + request.getServerName() + port + request.getRequestURI() + query;
    }
}
