package io.dermflow.gateway.route;

import io.dermflow.kit.trace.Traceparent;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;

/// Replaces what a client could pretend about itself: the services believe `X-Client-Address`
/// because only the gateway reaches them.
final class ForwardedHeaders {

    private static final String CLIENT_ADDRESS = "X-Client-Address";

    private ForwardedHeaders() {}

    static ServerRequest replace(ServerRequest request) {
        String address = request.servletRequest().getRemoteAddr();
        return ServerRequest.from(request)
                .headers(headers -> {
                    headers.headerNames().stream()
                            .filter(ForwardedHeaders::claimsIdentity)
                            .toList()
                            .forEach(headers::remove);
                    // The gateway has met it: a server that refuses what was expected reads no
                    // further.
                    headers.remove(HttpHeaders.EXPECT);
                    headers.set(CLIENT_ADDRESS, address);
                    headers.set(Traceparent.HEADER, Traceparent.current().headerValue());
                })
                .build();
    }

    private static boolean claimsIdentity(String name) {
        String header = name.toLowerCase(java.util.Locale.ROOT);
        return header.startsWith("x-forwarded-")
                || header.startsWith("x-user-")
                || header.startsWith("x-client-")
                || header.startsWith("x-real-ip")
                || header.equals("forwarded");
    }
}
