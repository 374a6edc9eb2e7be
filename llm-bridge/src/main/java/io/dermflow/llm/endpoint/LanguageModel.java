package io.dermflow.llm.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The language model as the rest of the bridge knows it: the one door to the endpoints.
///
/// Both calls block. Interrupting the calling thread stops the upstream at once; so does a sink
/// that throws. Without a reachable endpoint both fail at once and the service stays up.
/// Thread-safe.
@Component
public class LanguageModel implements AutoCloseable {

    private final EndpointProperties properties;
    private final ChatTelemetry telemetry;
    private final List<GuardedEndpoint> endpoints;
    private final TokenBudget budget;
    private final AnswerCache cache;

    /// Spans go to the OpenTelemetry agent if one is attached, and nowhere else.
    @Autowired
    public LanguageModel(EndpointProperties properties, MeterRegistry meters) {
        this(properties, meters, GlobalOpenTelemetry.getTracer("io.dermflow.llm"));
    }

    LanguageModel(EndpointProperties properties, MeterRegistry meters, Tracer tracer) {
        this.properties = properties;
        this.telemetry = new ChatTelemetry(meters, tracer);
        this.endpoints =
                properties.inOrder().stream()
                        .map(endpoint -> new GuardedEndpoint(endpoint, properties, telemetry))
                        .toList();
        this.budget = new TokenBudget(properties.budget(), System::nanoTime, telemetry);
        this.cache = new AnswerCache(properties.cache(), telemetry);
        endpoints.forEach(telemetry::watch);
    }

    /// Whether any endpoint is configured; without one both calls fail at once.
    public boolean configured() {
        return !endpoints.isEmpty();
    }

    /// Whether any endpoint's model takes pictures; the others are asked without.
    public boolean sees() {
        return endpoints.stream().anyMatch(one -> one.endpoint().multimodal());
    }

    /// What reports call the model: its alias, or the first endpoint's served name.
    public String model() {
        if (!properties.alias().isBlank()) {
            return properties.alias();
        }
        return endpoints.isEmpty() ? properties.model() : endpoints.getFirst().endpoint().model();
    }

    /// How each endpoint stands, first choice first.
    public List<EndpointState> states() {
        return endpoints.stream().map(GuardedEndpoint::state).toList();
    }

    List<GuardedEndpoint> endpoints() {
        return endpoints;
    }

    /// Asks and waits for the whole answer. The same question of the same payer is answered from
    /// memory for a while, and put only once when it comes twice at once.
    ///
    /// @param limit for everything, waiting and retries included
    public ChatAnswer ask(ChatQuestion question, Duration limit) throws ChatFailed {
        Duration most = shorter(limit, question);
        long end = System.nanoTime() + most.toNanos();
        return cache.get(
                QuestionKey.of(question, model()), most, () -> paid(question, end, _ -> {}));
    }

    /// Asks and hands the answer on as it comes, on this thread. A call that failed after the first
    /// piece is not tried again.
    ///
    /// @return the whole answer, after its last piece
    public ChatAnswer stream(ChatQuestion question, Duration limit, TextSink sink)
            throws ChatFailed {
        return paid(question, System.nanoTime() + shorter(limit, question).toNanos(), sink);
    }

    private Duration shorter(Duration limit, ChatQuestion question) {
        Duration total = properties.total(question.purpose());
        return limit.compareTo(total) < 0 ? limit : total;
    }

    private ChatAnswer paid(ChatQuestion question, long end, TextSink sink) throws ChatFailed {
        TokenBudget.Reserved reserved = budget.reserve(question);
        long used = reserved.tokens();
        try {
            CallClocks clocks = CallClocks.of(properties.clocks(), end);
            ChatAnswer answer = new Failover(endpoints, clocks, telemetry).ask(question, sink);
            used = answer.promptTokens() + answer.completionTokens();
            return answer;
        } catch (ChatFailed failed) {
            used = failed.costsTokens() ? used : 0;
            throw failed;
        } finally {
            budget.settle(reserved, used);
        }
    }

    @Override
    public void close() {
        endpoints.forEach(GuardedEndpoint::close);
    }
}
