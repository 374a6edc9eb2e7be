package io.dermflow.gateway.health;

import io.dermflow.gateway.route.UpstreamAddresses;
import io.dermflow.kit.app.AppProperties;
import io.dermflow.kit.http.ServiceClients;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    SuiteHealth(UpstreamAddresses addresses, AppProperties app, Clock clock) {
        this.addresses = addresses;
        this.app = app;
        this.clock = clock;
    }

    HealthReport report(boolean admin) {
        Map<String, HealthReport.ServiceHealth> services = new LinkedHashMap<>();
        Map<String, URI> all = addresses.byName();
        Map<String, Answer> now = ask(all);
        all.forEach((name, address) -> services.put(name, view(now.get(name), address, admin)));
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

    private Map<String, Answer> ask(Map<String, URI> all) {
        Map<String, Future<Answer>> asked = new LinkedHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all.forEach((name, at) -> asked.put(name, threads.submit(() -> answer(name, at))));
        }
        Map<String, Answer> now = new LinkedHashMap<>();
        asked.forEach((name, answer) -> now.put(name, finished(answer)));
        return now;
    }

    /// Several names may share an address (seed 004's names stand for two of ours).
    private Answer answer(String name, URI address) {
        Answer known = answers.get(name);
        if (known != null && clock.instant().isBefore(known.at().plus(FRESH))) {
            return known;
        }
        Answer fresh = probe(address);
        answers.put(name, fresh);
        return fresh;
    }

    private Answer probe(URI address) {
        try {
            http.get()
                    .uri(address.resolve("/actuator/health/readiness"))
                    .retrieve()
                    .toBodilessEntity();
            return new Answer(true, null, clock.instant());
        } catch (RestClientException e) {
            return new Answer(false, e.getMessage(), clock.instant());
        }
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
