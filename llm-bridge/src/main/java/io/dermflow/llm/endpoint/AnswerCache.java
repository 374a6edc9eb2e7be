package io.dermflow.llm.endpoint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dermflow.llm.endpoint.ChatFailed.Kind;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Answers given once, and those being given now: the same question within the time to live costs
/// one upstream call, also when it comes twice at once. Only successes are kept. A caller who goes
/// away does not hurt the others; when the last one goes the upstream is stopped. In memory of this
/// replica, bounded by bytes. Thread-safe.
final class AnswerCache {

    /// The call to make when nobody has the answer.
    interface Ask {
        ChatAnswer ask() throws ChatFailed;
    }

    private static final int BYTES_PER_CHAR = 2;
    private static final int BYTES_PER_ENTRY = 512;

    private final Cache<QuestionKey, ChatAnswer> kept;
    private final Map<QuestionKey, Flight> flights = new ConcurrentHashMap<>();
    private final ChatTelemetry telemetry;

    AnswerCache(EndpointProperties.Cache settings, ChatTelemetry telemetry) {
        this.telemetry = telemetry;
        this.kept =
                Caffeine.newBuilder()
                        .expireAfterWrite(settings.ttl())
                        .maximumWeight(settings.maxBytes())
                        .weigher((QuestionKey _, ChatAnswer answer) -> weight(answer))
                        .build();
    }

    private static int weight(ChatAnswer answer) {
        return answer.text().length() * BYTES_PER_CHAR + BYTES_PER_ENTRY;
    }

    /// @param limit of this caller's patience
    /// @param ask on a thread of its own, interrupted when nobody waits any more
    ChatAnswer get(QuestionKey key, Duration limit, Ask ask) throws ChatFailed {
        ChatAnswer known = kept.getIfPresent(key);
        if (known != null) {
            telemetry.cache("hit");
            return known;
        }
        Flight flight = board(key, ask);
        try {
            return flight.await(limit);
        } finally {
            leave(key, flight);
        }
    }

    private Flight board(QuestionKey key, Ask ask) {
        return Objects.requireNonNull(
                flights.compute(
                        key,
                        (_, running) -> {
                            boolean joins = running != null && !running.over();
                            telemetry.cache(joins ? "joined" : "miss");
                            Flight flight = joins && running != null ? running : takeOff(key, ask);
                            flight.passengers++;
                            return flight;
                        }));
    }

    /// The last to leave ends the flight; a finished one is no longer found.
    private void leave(QuestionKey key, Flight flight) {
        flights.compute(
                key,
                (_, running) -> {
                    flight.passengers--;
                    if (flight.passengers == 0) {
                        flight.stop();
                    }
                    return running == flight && flight.passengers == 0 ? null : running;
                });
    }

    private Flight takeOff(QuestionKey key, Ask ask) {
        Flight flight = new Flight();
        Map<String, String> trace = MDC.getCopyOfContextMap();
        Runnable work =
                () -> {
                    if (trace != null) {
                        MDC.setContextMap(trace);
                    }
                    flight.run(() -> {
                        ChatAnswer answer = ask.ask();
                        kept.put(key, answer);
                        return answer;
                    });
                };
        flight.start(Context.current().wrap(work));
        return flight;
    }

    /// One upstream call and those who wait for it; `passengers` changes under the map's lock of
    /// its key only.
    private static final class Flight {

        private final CompletableFuture<ChatAnswer> result = new CompletableFuture<>();
        private volatile @Nullable Thread thread;
        private int passengers;

        void start(Runnable work) {
            thread = Thread.ofVirtual().name("llm-ask").start(work);
        }

        void run(Ask ask) {
            try {
                result.complete(ask.ask());
            } catch (ChatFailed | RuntimeException failed) {
                result.completeExceptionally(failed);
            }
        }

        boolean over() {
            return result.isDone();
        }

        void stop() {
            Thread running = thread;
            if (running != null && !over()) {
                running.interrupt();
            }
        }

        ChatAnswer await(Duration limit) throws ChatFailed {
            try {
                return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw new ChatFailed(Kind.TIMEOUT, "no whole answer in time", null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ChatFailed(Kind.CLIENT_GONE, "interrupted", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof ChatFailed failed) {
                    throw failed;
                }
                throw new IllegalStateException("an ask broke", e.getCause());
            }
        }
    }
}
