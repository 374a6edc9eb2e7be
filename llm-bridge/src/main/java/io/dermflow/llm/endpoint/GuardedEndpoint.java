package io.dermflow.llm.endpoint;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// An endpoint behind a breaker and a bulkhead: when half of twenty calls failed it is left alone
/// for a while; when too many calls are in flight the next one is refused at once, because vLLM's
/// own queue has no end. Thread-safe.
public class GuardedEndpoint {

    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

    private final ChatEndpoint endpoint;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;

    public GuardedEndpoint(ChatEndpoint endpoint, EndpointProperties properties) {
        this.endpoint = endpoint;
        this.breaker =
                CircuitBreaker.of(
                        "llm",
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(20)
                                .minimumNumberOfCalls(5)
                                .failureRateThreshold(50)
                                .waitDurationInOpenState(LEFT_ALONE)
                                .permittedNumberOfCallsInHalfOpenState(2)
                                .build());
        this.bulkhead =
                Bulkhead.of(
                        "llm",
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(properties.maxInFlight())
                                .maxWaitDuration(Duration.ZERO)
                                .build());
    }

    /// The breaker, for metrics and health.
    public CircuitBreaker breaker() {
        return breaker;
    }

    /// Asks once, if the guards let it.
    public ChatAnswer ask(ChatQuestion question, Duration limit) throws ChatFailed {
        if (!bulkhead.tryAcquirePermission()) {
            throw new ChatFailed(ChatFailed.Kind.OVERLOADED, "too many calls in flight", null);
        }
        try {
            return throughBreaker(question, limit);
        } finally {
            bulkhead.onComplete();
        }
    }

    private ChatAnswer throughBreaker(ChatQuestion question, Duration limit) throws ChatFailed {
        if (!breaker.tryAcquirePermission()) {
            throw new ChatFailed(ChatFailed.Kind.OVERLOADED, "left alone after failures", null);
        }
        long start = System.nanoTime();
        try {
            ChatAnswer answer = endpoint.ask(question, limit);
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return answer;
        } catch (ChatFailed failed) {
            if (failed.kind().countsAgainstServer()) {
                breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failed);
            } else {
                breaker.releasePermission();
            }
            throw failed;
        }
    }
}
