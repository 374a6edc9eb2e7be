package io.dermflow.vision.pump;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets the slots of one stage take records one at a time, so that a worker never holds two records
/// that have killed a worker before.
///
/// A slot enters and polls. With a fresh record it passes the turn on and works beside the others;
/// with a suspect it keeps the turn, waits until the others have finished and works alone. A slot
/// that polled in vain keeps the turn too: the share consumer goes on fetching by itself after an
/// empty poll (ShareConsumeRequestManager, Kafka 4.2.1), so it would take a record out of turn.
///
/// Thread-safe; a [Turn] belongs to one thread.
final class Turnstile {

    private final Semaphore turn = new Semaphore(1, true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition finished = lock.newCondition();

    /// Slots at work after having passed the turn on; guarded by `lock`.
    private int busy;

    /// Waits for the turn.
    Turn enter() throws InterruptedException {
        turn.acquire();
        return new Turn();
    }

    /// Waits for the turn, but no longer than this.
    Optional<Turn> enter(Duration limit) throws InterruptedException {
        return turn.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)
                ? Optional.of(new Turn())
                : Optional.empty();
    }

    /// How many slots stand in front of it.
    int queueing() {
        return turn.getQueueLength();
    }

    private void count(int change) {
        lock.lock();
        try {
            busy += change;
            finished.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitIdle(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (busy > 0 && left > 0) {
                left = finished.awaitNanos(left);
            }
            return busy == 0;
        } finally {
            lock.unlock();
        }
    }

    /// One slot's way through, from entering to the end of its work.
    final class Turn implements AutoCloseable {

        private boolean passedOn;

        private Turn() {}

        /// Lets the next slot in while this one works.
        void passOn() {
            count(1);
            passedOn = true;
            turn.release();
        }

        /// Waits until nobody else works; nobody can start meanwhile, because the turn stays here.
        ///
        /// @return false if somebody still worked after `limit`
        boolean awaitOthers(Duration limit) throws InterruptedException {
            return awaitIdle(limit);
        }

        /// Ends the work and gives the turn back, if it is still here.
        @Override
        public void close() {
            if (passedOn) {
                count(-1);
            } else {
                turn.release();
            }
        }
    }
}
