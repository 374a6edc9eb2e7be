package io.dermflow.gateway.route;

import io.dermflow.kit.problem.ApiProblem;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// What a client sees when a service fails: absent is `503` with `Retry-After`, silent is `504`, a
/// broken answer is `502`; a refusal that was raised while the body streamed through stays what it
/// is. Never `500`.
final class UpstreamFailures implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final String service;

    UpstreamFailures(String service) {
        this.service = service;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        try {
            return next.handle(request);
        } catch (ResourceAccessException | IOException failure) {
            throw problem(failure);
        }
    }

    private ApiProblem problem(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ApiProblem refusal -> {
                    return refusal;
                }
                case ConnectTimeoutException _,
                        ConnectionRequestTimeoutException _,
                        UnknownHostException _,
                        java.net.ConnectException _,
                        java.net.NoRouteToHostException _ -> {
                    return ApiProblem.unavailable(
                                    "service_unavailable",
                                    "The " + service + " service is away; try again soon.",
                                    RETRY)
                            .causedBy(failure);
                }
                case SocketTimeoutException _ -> {
                    return new ApiProblem(
                                    HttpStatus.GATEWAY_TIMEOUT,
                                    "service_timeout",
                                    "The " + service + " service did not answer in time.")
                            .causedBy(failure);
                }
                default -> {}
            }
        }
        return new ApiProblem(
                        HttpStatus.BAD_GATEWAY,
                        "bad_gateway",
                        "The " + service + " service broke off its answer.")
                .retryAfter(RETRY)
                .causedBy(failure);
    }
}
