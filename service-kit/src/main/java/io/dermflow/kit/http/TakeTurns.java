package io.dermflow.kit.http;

import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;

/// Sends each request to the next instance of a service, and to another one if that can't be
/// reached. Only a request that never arrived is sent again.
final class TakeTurns implements ClientHttpRequestInterceptor {

    private final Addresses addresses;

    TakeTurns(Addresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public ClientHttpResponse intercept(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        Iterator<URI> line = addresses.inTurn().iterator();
        while (true) {
            URI address = line.next();
            try {
                return execution.execute(new At(request, address), body);
            } catch (IOException failure) {
                if (!Addresses.neverArrived(failure)) {
                    throw failure;
                }
                addresses.unreachable(address);
                if (!line.hasNext()) {
                    throw failure;
                }
            }
        }
    }

    private static final class At extends HttpRequestWrapper {

        private final URI address;

        At(HttpRequest request, URI address) {
            super(request);
            this.address = address;
        }

        @Override
        public URI getURI() {
            return Addresses.at(address, super.getURI());
        }
    }
}
