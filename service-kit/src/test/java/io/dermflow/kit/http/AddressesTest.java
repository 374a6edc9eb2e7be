package io.dermflow.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;

class AddressesTest {

    private static final URI DEAD = URI.create("http://127.0.0.1:1");

    @Test
    void aPathAfterTheLastCountsForAll() {
        var addresses = Addresses.of(URI.create("http://a:1,http://b:2/keys.json"));

        assertThat(addresses.all())
                .containsExactly(
                        URI.create("http://a:1/keys.json"), URI.create("http://b:2/keys.json"));
    }

    @Test
    void eachGetsItsTurn() {
        var addresses = Addresses.of(URI.create("http://a:1,http://b:2"));

        assertThat(addresses.inTurn().getFirst()).hasToString("http://a:1");
        assertThat(addresses.inTurn().getFirst()).hasToString("http://b:2");
        assertThat(addresses.inTurn().getFirst()).hasToString("http://a:1");
    }

    @Test
    void oneThatIsOutComesLast() {
        var addresses = Addresses.of(URI.create("http://a:1,http://b:2"));

        addresses.unreachable(URI.create("http://a:1"));

        assertThat(addresses.inTurn().getFirst()).hasToString("http://b:2");
        assertThat(addresses.inTurn().getFirst()).hasToString("http://b:2");
        assertThat(addresses.inTurn()).hasSize(2);
    }

    @Test
    void movesARequestWithItsPathAndQuery() {
        assertThat(Addresses.at(URI.create("http://b:2"), URI.create("http://a:1/x%20y?q=1%2C2")))
                .hasToString("http://b:2/x%20y?q=1%2C2");
    }

    @Test
    void refusesWhatIsNoListOfAddresses() {
        assertThatThrownBy(() -> Addresses.of(URI.create("http://a:1,b:2")))
                .hasMessageContaining("not a list of addresses");
    }

    @Test
    void onlyAConnectionThatWasNeverMadeNeverArrived() {
        assertThat(
                        Addresses.neverArrived(
                                new ResourceAccessException("", new ConnectException("refused"))))
                .isTrue();
        assertThat(Addresses.neverArrived(new SocketException("Connection reset"))).isFalse();
    }

    @Test
    void aClientSkipsADeadInstance() throws IOException {
        HttpServer live =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        live.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        live.start();
        try {
            var both = URI.create(DEAD + ",http://127.0.0.1:" + live.getAddress().getPort());
            var client = ServiceClients.inTurn(both, Duration.ofSeconds(2));

            Set<String> answers = new HashSet<>();
            for (int i = 0; i < 5; i++) {
                answers.add(
                        new String(
                                client.post()
                                        .uri("/echo")
                                        .body("hello".getBytes(StandardCharsets.UTF_8))
                                        .retrieve()
                                        .body(byte[].class),
                                StandardCharsets.UTF_8));
            }

            assertThat(answers).containsExactly("hello");
        } finally {
            live.stop(0);
        }
    }
}
