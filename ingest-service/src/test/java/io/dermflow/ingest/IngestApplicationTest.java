package io.dermflow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@IngestTest
class IngestApplicationTest {

    @LocalServerPort int port;

    @Test
    void isReadyWithoutKafka() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var address = "http://127.0.0.1:" + port + "/actuator/health/readiness";

            var answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(address)).build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }
}
