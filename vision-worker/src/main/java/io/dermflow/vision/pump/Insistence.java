package io.dermflow.vision.pump;

import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.trace.Traceparent;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does something for one record again and again while a dependency is away. The record is kept
/// meanwhile; none of this is a try. The slot's thread uses it; the work itself runs on a job
/// thread, inside the trace that the slot's thread was in when this was made.
final class Insistence {

    private static final Logger LOG = LoggerFactory.getLogger(Insistence.class);
    private static final Set<String> KAFKA = Set.of("kafka");

    private final Held held;
    private final Patience patience;
    private final Breakers breakers;
    private final Clock clock;
    private final BooleanSupplier draining;
    private final Traceparent trace;

    /// @param draining whether the worker is about to stop: waiting is over then, work is not
    Insistence(
            Held held,
            Patience patience,
            Breakers breakers,
            Clock clock,
            BooleanSupplier draining) {
        this.held = held;
        this.patience = patience;
        this.breakers = breakers;
        this.clock = clock;
        this.draining = draining;
        this.trace = Traceparent.current();
    }

    /// The record has to wait, and the worker stops or the broker has given it to somebody else.
    static final class LetGo extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// The task's time was up while something was away.
    static final class TooLate extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// @throws ExecutionException with whatever the work threw, other than a missing dependency
    <T> T until(Instant deadline, JobRun run, Callable<T> work)
            throws ExecutionException, InterruptedException {
        for (int round = 0; ; round++) {
            try {
                return patience.during(run, () -> traced(work));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof DependencyUnavailable away)) {
                    throw e;
                }
                hold(away, deadline, round);
            }
        }
    }

    /// For what only needs Kafka and must not be left undone, however late.
    <T> T durably(Callable<T> sending) throws ExecutionException, InterruptedException {
        T sent = until(Instant.MAX, new JobRun((_, _) -> {}), sending);
        breakers.answered(KAFKA);
        return sent;
    }

    /// The slot is not free before what the job left behind has returned.
    void untilQuiet(JobRun run) throws InterruptedException {
        patience.untilQuiet(run);
    }

    private void hold(DependencyUnavailable away, Instant deadline, int round) {
        breakers.away(away);
        if (round == 0) {
            LOG.warn(
                    "record held, a dependency is away taskId={} error={}",
                    held.record().key(),
                    away.getMessage());
        }
        patience.pause(BackOff.after(round), draining);
        if (clock.instant().isAfter(deadline)) {
            throw new TooLate();
        }
        if (draining.getAsBoolean() || held.lost() && !deadline.equals(Instant.MAX)) {
            throw new LetGo();
        }
    }

    private <T> T traced(Callable<T> work) throws Exception {
        try (var _ = trace.enter()) {
            return work.call();
        }
    }
}
