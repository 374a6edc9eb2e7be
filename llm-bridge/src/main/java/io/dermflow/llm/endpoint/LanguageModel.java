package io.dermflow.llm.endpoint;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The language model as the rest of the bridge knows it: the one door to the endpoints.
///
/// Both calls block. Interrupting the calling thread stops the upstream at once; so does a sink
/// that throws. Thread-safe.
@Component
public class LanguageModel {

    private final Optional<GuardedEndpoint> endpoint;
    private final EndpointProperties properties;

    public LanguageModel(EndpointProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.endpoint =
                properties.configured()
                        ? Optional.of(new GuardedEndpoint(new ChatEndpoint(properties), properties))
                        : Optional.empty();
        endpoint.ifPresent(guarded -> register(guarded, meters));
    }

    private static void register(GuardedEndpoint guarded, MeterRegistry meters) {
        Gauge.builder("dermflow.llm.breaker.open", guarded, LanguageModel::open)
                .description(
                        "1 while the endpoint is left alone after failures; alert when it lasts")
                .register(meters);
    }

    private static double open(GuardedEndpoint endpoint) {
        return endpoint.breaker().getState() == CircuitBreaker.State.OPEN ? 1 : 0;
    }

    /// Whether any endpoint is configured; without one both calls fail at once.
    public boolean configured() {
        return endpoint.isPresent();
    }

    /// The served model's name, for reports.
    public String model() {
        return properties.model();
    }

    /// Asks and waits for the whole answer.
    ///
    /// @param limit for everything, waiting and retries included
    public ChatAnswer ask(ChatQuestion question, Duration limit) throws ChatFailed {
        if (endpoint.isEmpty()) {
            throw new ChatFailed(ChatFailed.Kind.REFUSED, "no model is configured", null);
        }
        Duration shorter = limit.compareTo(properties.total()) < 0 ? limit : properties.total();
        return endpoint.get().ask(question, shorter);
    }

    /// Asks and hands the answer on as it comes. A call that failed after the first piece is not
    /// tried again.
    ///
    /// @return the whole answer, after its last piece
    public ChatAnswer stream(ChatQuestion question, Duration limit, TextSink sink)
            throws ChatFailed {
        ChatAnswer answer = ask(question, limit);
        try {
            sink.text(answer.text());
        } catch (IOException gone) {
            throw new ChatFailed(ChatFailed.Kind.CLIENT_GONE, "nobody reads any more", gone);
        }
        return answer;
    }
}
