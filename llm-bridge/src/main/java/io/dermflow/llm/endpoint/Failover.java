package io.dermflow.llm.endpoint;

import io.dermflow.llm.endpoint.ChatFailed.Again;
import io.dermflow.llm.endpoint.ChatFailed.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// One question on its way through the endpoints, in their order. At most two servers work on it:
/// an endpoint that took nothing costs no try. The second try is elsewhere if there is an
/// elsewhere, else at the same endpoint after a pause with jitter, or after what `Retry-After`
/// asked for. Never after the first piece was handed on, never past the end. For one thread.
final class Failover {

    private static final int TRIES = 2;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int PAUSE_FROM_MILLIS = 50;
    private static final int PAUSE_TO_MILLIS = 150;

    private final Deque<GuardedEndpoint> rest;
    private final ChatTelemetry telemetry;
    private final CallClocks clocks;
    private ChatFailed told = ChatFailed.notSent(Kind.REFUSED, "no model is configured");
    private @Nullable GuardedEndpoint again;
    private Duration pause = Duration.ZERO;
    private boolean repeated;
    private boolean started;
    private int tries;

    Failover(List<GuardedEndpoint> endpoints, CallClocks clocks, ChatTelemetry telemetry) {
        this.rest = new ArrayDeque<>(endpoints);
        this.clocks = clocks;
        this.telemetry = telemetry;
    }

    ChatAnswer ask(ChatQuestion question, TextSink sink) throws ChatFailed {
        TextSink watched =
                piece -> {
                    started = true;
                    sink.text(piece);
                };
        while (true) {
            GuardedEndpoint next = next();
            try {
                return next.ask(question, clocks, watched);
            } catch (ChatFailed failed) {
                consider(failed, next);
            }
        }
    }

    private GuardedEndpoint next() throws ChatFailed {
        GuardedEndpoint other = rest.poll();
        if (other != null) {
            return other;
        }
        GuardedEndpoint same = again;
        if (same == null || repeated || pause.compareTo(clocks.left()) >= 0) {
            throw told;
        }
        repeated = true;
        backOff();
        return same;
    }

    /// @throws ChatFailed when that was the last word
    private void consider(ChatFailed failed, GuardedEndpoint by) throws ChatFailed {
        tries += failed.reachedServer() ? 1 : 0;
        if (started || failed.again() == Again.NEVER || tries == TRIES) {
            throw failed;
        }
        if (failed.notSent()) {
            told = told.notSent() ? failed : told;
            return;
        }
        told = failed;
        if (failed.again() == Again.ANYWHERE && again == null) {
            remember(by, failed.retryAfter().orElse(Duration.ZERO));
        }
        if (!rest.isEmpty() || again != null) {
            telemetry.retried(failed.kind());
        }
    }

    private void remember(GuardedEndpoint endpoint, Duration asked) {
        if (asked.compareTo(LONGEST_PAUSE) <= 0) {
            int jitter = ThreadLocalRandom.current().nextInt(PAUSE_FROM_MILLIS, PAUSE_TO_MILLIS);
            again = endpoint;
            pause = asked.plusMillis(jitter);
        }
    }

    private void backOff() throws ChatFailed {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChatFailed(Kind.CLIENT_GONE, "interrupted", e);
        }
    }
}
