package io.dermflow.kit.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives each request its trace context, the caller's or a new one, and tells the caller which.
public class TraceFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (var _ = TraceSpan.serving(request.getHeader(Traceparent.HEADER))) {
            response.setHeader("X-Trace-Id", Traceparent.current().traceId());
            chain.doFilter(request, response);
        }
    }
}
