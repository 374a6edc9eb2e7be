package io.dermflow.gateway.health;

import io.dermflow.gateway.route.UpstreamAddresses;
import io.dermflow.kit.app.AppProperties;
import io.dermflow.kit.http.Addresses;
import io.dermflow.kit.http.ServiceClients;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Asks every service for its readiness, all at once, and remembers the answers for a second, so
/// that a flood of `/health` stays one question.
@Component
class SuiteHealth {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final RestClient http = ServiceClients.plain(PATIENCE);
    private final UpstreamAddresses addresses;
    private final AppProperties app;
    private final Clock clock;
    private final Map<URI, Answer> answers = new ConcurrentHashMap<>();

    SuiteHealth(UpstreamAddresses addresses, AppProperties app, Clock clock) {
        this.addresses = addresses;
        this.app = app;
        this.clock = clock;
    }

    HealthReport report(boolean admin) {
        Map<String, HealthReport.ServiceHealth> services = new LinkedHashMap<>();
        Map<String, URI> all = addresses.byName();
        Map<URI, Answer> now = ask(Set.copyOf(all.values()));
        all.forEach((name, address) -> services.put(name, view(now.get(address), address, admin)));
        boolean healthy =
                services.values().stream().allMatch(one -> one.status().equals("healthy"));
        return new HealthReport(
                healthy ? "healthy" : "degraded",
                "healthy",
                app.name(),
                app.version(),
                services,
                clock.instant());
    }

    /// Several names may share an address (seed 004's stand for two of ours): one question each.
    private Map<URI, Answer> ask(Set<URI> addresses) {
        Map<URI, Future<Answer>> asked = new HashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            addresses.forEach(at -> asked.put(at, threads.submit(() -> answer(at))));
        }
        Map<URI, Answer> now = new HashMap<>();
        asked.forEach((at, answer) -> now.put(at, finished(answer)));
        return now;
    }

    private Answer answer(URI address) {
        Answer known = answers.get(address);
        if (known != null && clock.instant().isBefore(known.at().plus(FRESH))) {
            return known;
        }
        Answer fresh = probe(address);
        answers.put(address, fresh);
        return fresh;
    }

    /// A service is healthy while one of its instances is.
    private Answer probe(URI address) {
        String error = null;
        for (URI instance : Addresses.of(address).all()) {
            try {
                http.get()
                        .uri(instance.resolve("/actuator/health/readiness"))
                        .retrieve()
                        .toBodilessEntity();
                return new Answer(true, null, clock.instant());
            } catch (RestClientException e) {
                error = e.getMessage();
            }
        }
        return new Answer(false, error, clock.instant());
    }

    private static Answer finished(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for health", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a health question failed", e);
        }
    }

    private static HealthReport.ServiceHealth view(
            @Nullable Answer answer, URI address, boolean admin) {
        boolean healthy = answer != null && answer.healthy();
        String status = healthy ? "healthy" : "unhealthy";
        return new HealthReport.ServiceHealth(
                status,
                new HealthReport.Data(status, answer == null ? Instant.EPOCH : answer.at()),
                admin ? address.toString() : null,
                admin && answer != null ? answer.error() : null);
    }

    private record Answer(boolean healthy, @Nullable String error, Instant at) {}
}
