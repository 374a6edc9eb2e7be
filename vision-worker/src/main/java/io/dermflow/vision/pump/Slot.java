package io.dermflow.vision.pump;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One slot: takes one record, brings it to its end, takes the next. A platform thread with a share
/// consumer of its own.
///
/// Failure semantics: any exception of the client means that the place in the group is gone (a
/// wiped broker, a restart): it is left and built anew after a back-off.
final class Slot implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /// Longer than a fetch may wait at the broker (500 ms), so that what was under way arrives.
    private static final Duration LAST_POLL = Duration.ofMillis(700);

    private static final Duration BACK_OFF = Duration.ofMillis(200);

    /// How often a slot that waits for its turn looks after its client.
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Turnstile turnstile;
    private final SlotConsumer consumer;
    private final StageState stage;
    private final RecordWork work;

    /// Which of the stage's consumer generations this slot's consumer belongs to.
    private int generation;

    /// Whether the stage counts this slot as engaged.
    private boolean engaged;

    Slot(Turnstile turnstile, SlotConsumer consumer, StageState stage, RecordWork work) {
        this.turnstile = turnstile;
        this.consumer = consumer;
        this.stage = stage;
        this.work = work;
    }

    /// What is done with a record that was taken.
    @FunctionalInterface
    interface RecordWork {
        void finish(Held held, Turnstile.Turn turn) throws InterruptedException;
    }

    @Override
    public void run() {
        try {
            while (!stage.draining()) {
                oneRecord();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            consumer.leave();
        }
    }

    private void oneRecord() throws InterruptedException {
        try (var turn = awaitTurn()) {
            Optional<Held> taken = take();
            if (taken.isPresent()) {
                stage.busy(() -> work.finish(taken.get(), turn));
                rejoinIf(taken.get().lost());
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("slot joins anew stage={} error={}", stage.name(), e.toString());
            rejoinIf(true);
            LockSupport.parkNanos(BACK_OFF.toNanos());
        } finally {
            disengage();
        }
    }

    /// Meanwhile a client that fetched out of turn, or that has to join anew, is let go: a record
    /// in its buffer would stay locked there while others could work on it.
    private Turnstile.Turn awaitTurn() throws InterruptedException {
        Optional<Turnstile.Turn> turn = Optional.empty();
        while (turn.isEmpty()) {
            if (consumer.fetchedOutOfTurn()) {
                LOG.info("client fetched out of turn, slot joins anew stage={}", stage.name());
                consumer.leave();
            }
            rejoinIf(generation != stage.generation());
            generation = stage.generation();
            turn = turnstile.enter(LOOK);
        }
        return turn.get();
    }

    /// Polls until there is a record; empty only for a drain.
    private Optional<Held> take() {
        while (true) {
            // Before the question, so that who closes a gate sees either this slot or its pause.
            engage();
            if (stage.mayTake()) {
                rejoinIf(generation != stage.generation());
                generation = stage.generation();
                Optional<Held> taken = consumer.take(POLL);
                if (taken.isPresent() ? !taken.get().suspect() : consumer.answered()) {
                    stage.looked();
                }
                if (taken.isPresent()) {
                    return taken;
                }
            } else if (consumer.fetching()) {
                Optional<Held> last = lastOne();
                if (last.isPresent()) {
                    return last;
                }
            } else if (stage.draining()) {
                return Optional.empty();
            } else {
                disengage();
                LockSupport.parkNanos(BACK_OFF.toNanos());
            }
        }
    }

    private void engage() {
        if (!engaged) {
            engaged = true;
            stage.engage();
        }
    }

    private void disengage() {
        if (engaged) {
            engaged = false;
            stage.disengage();
        }
    }

    /// A consumer that polled in vain goes on fetching: before a pause the place in the group is
    /// given up, and a record that was just under way is worked on.
    private Optional<Held> lastOne() {
        Optional<Held> last = consumer.take(LAST_POLL);
        if (last.isEmpty()) {
            consumer.leave();
        }
        return last;
    }

    private void rejoinIf(boolean needed) {
        if (needed) {
            consumer.leave();
        }
    }
}
