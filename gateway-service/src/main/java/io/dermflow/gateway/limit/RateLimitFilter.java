package io.dermflow.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dermflow.kit.problem.ApiProblem;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/// Token buckets per user (uploads and the rest apart) and, without a token, per address. They live
/// in this replica's memory: with n replicas a user gets up to n times the rate.
class RateLimitFilter extends OncePerRequestFilter {

    private final LimitProperties limits;
    private final Cache<String, Bucket> buckets;

    RateLimitFilter(LimitProperties limits) {
        this.limits = limits;
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(limits.maxBuckets())
                        .expireAfterAccess(Duration.ofMinutes(10))
                        .build();
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var probe = bucket(request).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new ApiProblem(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too_many_requests",
                            "Slow down; the limit refills every second.")
                    .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        chain.doFilter(request, response);
    }

    private Bucket bucket(HttpServletRequest request) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (!(authentication instanceof JwtAuthenticationToken token)) {
            int rate = limits.anonymousPerSecond();
            return buckets.get("address:" + request.getRemoteAddr(), _ -> evenly(rate, 2 * rate));
        }
        if (LimitConfiguration.isUpload(request)) {
            return buckets.get(
                    "upload:" + token.getName(),
                    _ -> evenly(limits.capturesPerSecond(), limits.capturesBurst()));
        }
        int rate = limits.readsPerSecond();
        return buckets.get("read:" + token.getName(), _ -> evenly(rate, rate));
    }

    private static Bucket evenly(int perSecond, int burst) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
