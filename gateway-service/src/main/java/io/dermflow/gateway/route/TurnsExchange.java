package io.dermflow.gateway.route;

import io.dermflow.kit.http.Addresses;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Passes each request to the next instance of its service. To another one goes
///
/// - whatever never arrived, because the instance can't be reached: no byte of its body was read,
///   so an upload is never sent twice;
/// - a read whose answer broke off before it began, as it does on a kept connection to an instance
///   that was killed a moment ago: reading twice changes nothing (RFC 9110, 9.2.1).
///
/// A service is known by its first address.
final class TurnsExchange implements ProxyExchange {

    private final ProxyExchange exchange;
    private final List<Addresses> services;

    TurnsExchange(ProxyExchange exchange, UpstreamProperties upstream) {
        this.exchange = exchange;
        this.services =
                List.of(
                        Addresses.of(upstream.ingest()),
                        Addresses.of(upstream.vision()),
                        Addresses.of(upstream.llmBridge()),
                        Addresses.of(upstream.report()));
    }

    @Override
    public ServerResponse exchange(Request request) {
        for (Addresses service : services) {
            if (service.hold(target(request))) {
                return inTurn(request, service);
            }
        }
        return exchange.exchange(request);
    }

    private ServerResponse inTurn(Request request, Addresses service) {
        Iterator<URI> line = service.inTurn().iterator();
        while (true) {
            URI address = line.next();
            try {
                return exchange.exchange(new At(request, address));
            } catch (ResourceAccessException failure) {
                if (Addresses.neverArrived(failure)) {
                    service.unreachable(address);
                } else if (!isRead(request) || isSlow(failure)) {
                    throw failure;
                }
                if (!line.hasNext()) {
                    throw failure;
                }
            }
        }
    }

    private static boolean isRead(Request request) {
        return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
    }

    /// The instance is at work on it, so another would have to wait as long.
    private static boolean isSlow(ResourceAccessException failure) {
        return failure.getCause() instanceof SocketTimeoutException;
    }

    private static URI target(Request request) {
        return Objects.requireNonNull(request.getUri(), "a routed request has a target");
    }

    private record At(Request request, URI address) implements Request {

        @Override
        public URI getUri() {
            return Addresses.at(address, target(request));
        }

        @Override
        public HttpMethod getMethod() {
            return request.getMethod();
        }

        @Override
        public HttpHeaders getHeaders() {
            return request.getHeaders();
        }

        @Override
        public ServerRequest getServerRequest() {
            return request.getServerRequest();
        }

        @Override
        public Collection<ResponseConsumer> getResponseConsumers() {
            return request.getResponseConsumers();
        }
    }
}
