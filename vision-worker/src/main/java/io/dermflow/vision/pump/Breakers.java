package io.dermflow.vision.pump;

import io.dermflow.kit.http.DependencyUnavailable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// One breaker per dependency. While one is open the pump takes no new job that needs it; records
/// already held go on trying and thereby find out when it is back. Thread-safe.
class Breakers {

    private static final CircuitBreakerConfig CONFIG =
            CircuitBreakerConfig.custom()
                    .slidingWindowType(SlidingWindowType.COUNT_BASED)
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(3)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(Duration.ofSeconds(2))
                    .automaticTransitionFromOpenToHalfOpenEnabled(true)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build();

    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(CONFIG);

    Breakers(MeterRegistry meters) {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
    }

    /// A dependency did not answer.
    void away(DependencyUnavailable failure) {
        breaker(failure.dependency()).onError(0, TimeUnit.NANOSECONDS, failure);
    }

    /// All these answered.
    void answered(Set<String> dependencies) {
        dependencies.forEach(name -> breaker(name).onSuccess(0, TimeUnit.NANOSECONDS));
    }

    /// The first of these whose breaker is open.
    Optional<String> open(Set<String> dependencies) {
        return dependencies.stream()
                .filter(name -> breaker(name).getState() == State.OPEN)
                .sorted()
                .findFirst();
    }

    private CircuitBreaker breaker(String dependency) {
        return registry.circuitBreaker(dependency);
    }
}
