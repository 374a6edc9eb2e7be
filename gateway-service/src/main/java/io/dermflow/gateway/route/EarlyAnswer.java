package io.dermflow.gateway.route;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.ResponseOutOfOrderStrategy;

/// Looks, every 8 KiB of a request's body, whether the service has answered already. It refuses
/// most photos by their first bytes; without the look the rest of the body would run into a closed
/// connection, and the answer be lost with it.
///
/// The body stays half sent, in the middle of a chunk, so that the connection can carry no other
/// request: what came next would be read as the rest of this body. It is closed.
final class EarlyAnswer implements ResponseOutOfOrderStrategy {

    @Override
    public boolean isEarlyResponseDetected(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            InputStream answer,
            long totalBytesSent,
            long nextWriteSize)
            throws IOException {
        boolean early =
                MonitoringResponseOutOfOrderStrategy.INSTANCE.isEarlyResponseDetected(
                        request, connection, answer, totalBytesSent, nextWriteSize);
        if (early) {
            // Not sent any more: the client itself reads it when it decides on reuse.
            request.setHeader(HttpHeaders.CONNECTION, HeaderElements.CLOSE);
        }
        return early;
    }
}
