package io.dermflow.vision.narrative;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Whether llm-bridge's model takes pictures, as of a minute ago at most. No answer means no.
/// Thread-safe: two slots may ask at once, and the later answer stays.
final class Sight {

    private static final Logger LOG = LoggerFactory.getLogger(Sight.class);
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final RestClient http;
    private final Clock clock;
    private final AtomicReference<Answer> last =
            new AtomicReference<>(new Answer(false, Instant.MIN));

    /// @param http speaks as this service, to llm-bridge, with little patience
    Sight(RestClient http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /// What `GET /internal/llm/status` answers, as far as it matters here.
    record Status(boolean sees) {}

    private record Answer(boolean sees, Instant until) {}

    boolean sees() {
        Answer known = last.get();
        Instant now = clock.instant();
        if (now.isBefore(known.until())) {
            return known.sees();
        }
        Answer answer = new Answer(ask(), now.plus(FRESH));
        last.set(answer);
        return answer.sees();
    }

    private boolean ask() {
        try {
            Status status = http.get().uri("/internal/llm/status").retrieve().body(Status.class);
            return status != null && status.sees();
        } catch (RestClientException e) {
            LOG.info("reports are written without pictures for now error={}", e.toString());
            return false;
        }
    }
}
