package io.dermflow.llm.endpoint;

import io.dermflow.llm.endpoint.ChatQuestion.Purpose;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Models and questions for tests, with clocks of a test's length.
public final class Models {

    static final Duration LIMIT = Duration.ofSeconds(5);
    private static final AtomicInteger SEED = new AtomicInteger();

    private Models() {}

    static LanguageModel at(RawServer server, String... settings) {
        return of(properties(server.baseUrl(), settings));
    }

    static LanguageModel of(EndpointProperties properties) {
        return new LanguageModel(properties, new SimpleMeterRegistry());
    }

    /// @param settings key and value by turns, below `dermflow.llm`
    public static EndpointProperties properties(String baseUrl, String... settings) {
        Map<String, String> values = new HashMap<>();
        values.put("dermflow.llm.base-url", baseUrl);
        values.put("dermflow.llm.model", "m-1");
        for (int i = 0; i < settings.length; i += 2) {
            values.put("dermflow.llm." + settings[i], settings[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.llm", EndpointProperties.class);
    }

    /// Never the same twice, so that no cache answers it.
    static ChatQuestion question(Purpose purpose) {
        return question(purpose, "user-1", SEED.incrementAndGet());
    }

    static ChatQuestion question(Purpose purpose, String payer, int seed) {
        return new ChatQuestion(
                purpose, payer, "SECRET-INSTRUCTIONS", "SECRET-FACTS", null, null, 100, seed);
    }

    /// Waits for a condition, but no longer than 20 s and without taking a core from those who
    /// bring it about.
    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 20 s");
            }
            rest();
        }
    }

    /// A moment between two looks.
    static void rest() {
        LockSupport.parkNanos(2_000_000);
    }
}
