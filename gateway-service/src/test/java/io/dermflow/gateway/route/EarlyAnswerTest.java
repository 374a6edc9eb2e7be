package io.dermflow.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EarlyAnswerTest {

    private final BasicClassicHttpRequest upload = new BasicClassicHttpRequest("POST", "/analyze");

    @Test
    void givesTheConnectionOfABodyThatStaysHalfSentToNoOtherRequest() throws IOException {
        assertThat(isEarly(new byte[] {'H'})).isTrue();

        assertThat(upload.getFirstHeader(HttpHeaders.CONNECTION).getValue()).isEqualTo("close");
    }

    @Test
    void sendsOnWhileNothingWasAnswered() throws IOException {
        assertThat(isEarly(new byte[0])).isFalse();

        assertThat(upload.containsHeader(HttpHeaders.CONNECTION)).isFalse();
    }

    /// A connection on which a service has answered that much.
    private boolean isEarly(byte[] answered) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (var server = new ServerSocket(0, 1, here);
                var socket = new Socket(here, server.getLocalPort());
                var service = server.accept();
                var connection = new DefaultBHttpClientConnection(Http1Config.DEFAULT)) {
            connection.bind(socket);
            service.getOutputStream().write(answered);
            InputStream answer = socket.getInputStream();
            while (answer.available() < answered.length) {
                Thread.onSpinWait();
            }
            return new EarlyAnswer().isEarlyResponseDetected(upload, connection, answer, 0, 8192);
        }
    }
}
