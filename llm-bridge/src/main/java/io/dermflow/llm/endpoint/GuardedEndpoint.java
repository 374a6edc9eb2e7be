package io.dermflow.llm.endpoint;

import io.dermflow.llm.endpoint.ChatFailed.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// An endpoint behind its guards. It refuses at once while it is down by its probe, asked for rest,
/// or its own queue is long, and while the breaker of the question's group is open; it waits for
/// room for a bounded time. The breaker opens when half of at least five calls failed. Thread-safe.
final class GuardedEndpoint implements AutoCloseable {

    /// Reports and people fail separately: a report that is too slow says nothing about a chat.
    enum Group {
        REPORT,
        CHAT;

        static Group of(ChatQuestion.Purpose purpose) {
            return switch (purpose) {
                case REPORT -> REPORT;
                case ROUTE, CHAT, STYLE -> CHAT;
            };
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Why a call was not sent.
    enum Shed {
        DOWN,
        REST,
        QUEUE,
        BREAKER,
        ROOM
    }

    private final EndpointProperties.Endpoint endpoint;
    private final EndpointProperties properties;
    private final ChatEndpoint server;
    private final ChatTelemetry telemetry;
    private final AdaptiveLimit limit;
    private final ServerHealth health = new ServerHealth();
    private final Map<Group, CircuitBreaker> breakers = new EnumMap<>(Group.class);

    GuardedEndpoint(
            EndpointProperties.Endpoint endpoint,
            EndpointProperties properties,
            ChatTelemetry telemetry) {
        this.endpoint = endpoint;
        this.properties = properties;
        this.server = new ChatEndpoint(endpoint, properties);
        this.telemetry = telemetry;
        this.limit = new AdaptiveLimit(endpoint.maxInFlight());
        for (Group group : Group.values()) {
            breakers.put(group, breaker(group, properties.guard().coolDown()));
        }
    }

    private CircuitBreaker breaker(Group group, Duration coolDown) {
        return CircuitBreaker.of(
                endpoint.name() + "-" + group.label(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(coolDown)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        // Or it would say "open" until somebody asks, and nobody asks.
                        .automaticTransitionFromOpenToHalfOpenEnabled(true)
                        .build());
    }

    EndpointProperties.Endpoint endpoint() {
        return endpoint;
    }

    ChatEndpoint server() {
        return server;
    }

    ServerHealth health() {
        return health;
    }

    AdaptiveLimit limit() {
        return limit;
    }

    CircuitBreaker breaker(Group group) {
        return Objects.requireNonNull(breakers.get(group));
    }

    /// Asks once, if the guards let it.
    ChatAnswer ask(ChatQuestion question, CallClocks clocks, TextSink sink) throws ChatFailed {
        refuseEarly();
        CircuitBreaker breaker = breaker(Group.of(question.purpose()));
        if (!breaker.tryAcquirePermission()) {
            throw shed(Shed.BREAKER, Kind.OVERLOADED);
        }
        long began = System.nanoTime();
        try {
            ChatAnswer answer = inRoom(question, clocks, sink);
            breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            health.answered();
            return answer;
        } catch (ChatFailed failed) {
            if (failed.kind().countsAgainstServer() && !failed.notSent()) {
                breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, failed);
            } else {
                breaker.releasePermission();
            }
            throw failed;
        } catch (RuntimeException ofTheSink) {
            breaker.releasePermission();
            throw ofTheSink;
        }
    }

    private void refuseEarly() throws ChatFailed {
        if (!health.healthy()) {
            throw shed(Shed.DOWN, Kind.TRANSPORT);
        }
        if (health.resting()) {
            throw shed(Shed.REST, Kind.OVERLOADED);
        }
        if (health.waiting() > properties.guard().shedWaiting()) {
            throw shed(Shed.QUEUE, Kind.OVERLOADED);
        }
    }

    private ChatFailed shed(Shed reason, Kind kind) {
        telemetry.shed(endpoint.name(), reason);
        return ChatFailed.notSent(kind, "not sent: " + reason.name().toLowerCase(Locale.ROOT));
    }

    private ChatAnswer inRoom(ChatQuestion question, CallClocks clocks, TextSink sink)
            throws ChatFailed {
        try {
            long now = System.nanoTime();
            if (!limit.acquire(clocks.left(properties.guard().maxWait(), now))) {
                throw shed(Shed.ROOM, Kind.OVERLOADED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChatFailed(Kind.CLIENT_GONE, "interrupted", e);
        }
        var call = telemetry.begin(endpoint, question);
        AdaptiveLimit.Ending ending = AdaptiveLimit.Ending.UNKNOWN;
        try {
            ChatAnswer answer = call.watch(() -> server.ask(question, clocks, call.seeing(sink)));
            ending = call.late(properties.guard().slowFirstToken());
            return answer;
        } catch (ChatFailed failed) {
            ending = note(failed);
            throw failed;
        } finally {
            limit.release(ending, call.began());
        }
    }

    private AdaptiveLimit.Ending note(ChatFailed failed) {
        if (failed.kind() != Kind.CLIENT_GONE) {
            health.failed(failed.kind());
        }
        failed.retryAfter().ifPresent(health::rest);
        return switch (failed.kind()) {
            case OVERLOADED, TIMEOUT -> AdaptiveLimit.Ending.OVERLOADED;
            default -> AdaptiveLimit.Ending.UNKNOWN;
        };
    }

    EndpointState state() {
        return new EndpointState(
                endpoint.name(),
                endpoint.provider(),
                endpoint.model(),
                health.healthy(),
                health.modelServed(),
                word(Group.REPORT),
                word(Group.CHAT),
                health.lastError(),
                limit.inFlight(),
                limit.current(),
                health.waiting(),
                health.maxModelLen());
    }

    private String word(Group group) {
        return breaker(group).getState().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        server.close();
    }
}
