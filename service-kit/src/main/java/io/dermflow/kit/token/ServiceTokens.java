package io.dermflow.kit.token;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dermflow.kit.http.DependencyUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Keeps a five-minute token from ingest for calls between services, and renews it when a fifth of
/// its life is left. Thread-safe; one renewal at a time.
public class ServiceTokens {

    private final RestClient http;
    private final ServiceTokenProperties properties;
    private final Clock clock;
    private @Nullable Held held;

    /// @param http whose base is the token endpoint
    public ServiceTokens(RestClient http, ServiceTokenProperties properties, Clock clock) {
        this.http = http;
        this.properties = properties;
        this.clock = clock;
    }

    /// A bearer token with scope `service`.
    ///
    /// @throws DependencyUnavailable if ingest is away or refuses
    public synchronized String bearer() {
        Held current = held;
        if (current == null || !clock.instant().isBefore(current.renewAt())) {
            current = fetch();
            held = current;
        }
        return current.token();
    }

    private Held fetch() {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", "client_credentials");
        form.add("client_id", properties.clientId());
        form.add("client_secret", secret());
        try {
            Answer answer =
                    http.post()
                            .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                            .body(form)
                            .retrieve()
                            .body(Answer.class);
            if (answer == null) {
                throw new DependencyUnavailable("ingest", "empty answer to a token request", null);
            }
            Duration life = Duration.ofSeconds(answer.expiresIn());
            return new Held(
                    answer.accessToken(), clock.instant().plus(life.multipliedBy(4).dividedBy(5)));
        } catch (RestClientException e) {
            throw new DependencyUnavailable("ingest", "no service token: " + e.getMessage(), e);
        }
    }

    private String secret() {
        String file = properties.clientSecretFile();
        if (file.isEmpty()) {
            throw new DependencyUnavailable(
                    "ingest", "SERVICE_CLIENT_SECRET_FILE is not set", null);
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new DependencyUnavailable("ingest", "the client secret file can't be read", e);
        }
    }

    private record Held(String token, Instant renewAt) {
        @Override
        public String toString() {
            return "Held[renewAt=" + renewAt + "]";
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Answer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("expires_in") long expiresIn) {}
}
