package io.dermflow.vision.pump;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.Topic;
import io.dermflow.events.UndecodableEvent;
import io.dermflow.kit.kafka.DeadLetters;
import io.dermflow.kit.kafka.EventPublisher;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/// Gives a record up: its dead letter and, where a task is known, the `failed` outcome are durable
/// before the record is rejected, because the broker drops it silently. A crash between repeats
/// them, which is harmless.
final class GiveUp {

    private final EventPublisher publisher;
    private final DeadLetters deadLetters;
    private final Clock clock;

    GiveUp(EventPublisher publisher, DeadLetters deadLetters, Clock clock) {
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /// A task that nobody could finish.
    void job(Held held, Insistence insistence, Topic topic, AnalysisRequested job, String why)
            throws InterruptedException {
        var reason = new Reason("tries_used_up", why);
        var failed = new Outcome.Failed(Outcome.Subject.of(job), reason, clock.instant());
        durably(
                insistence,
                () -> {
                    deadLetters.bury(held.record(), topic, job.taskId(), reason);
                    return publisher.sendAndAwait(failed);
                });
        held.reject();
    }

    /// Bytes that nobody can read.
    void unreadable(Held held, Insistence insistence, Topic topic, UndecodableEvent failure)
            throws InterruptedException {
        var reason = new Reason("undecodable", failure.getMessage());
        durably(
                insistence,
                () -> {
                    deadLetters.bury(held.record(), topic, null, reason);
                    return true;
                });
        held.reject();
    }

    private static void durably(Insistence insistence, Callable<?> sending)
            throws InterruptedException {
        try {
            insistence.durably(sending);
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not give a record up", e.getCause());
        }
    }
}
