package io.dermflow.llm.endpoint;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many calls may be in flight, found by additive increase and multiplicative decrease, as TCP
/// does: each good call at a full limit adds a share of one, each sign of overload takes a third.
/// vLLM's queue has no end and sends no 429, so a late first token is such a sign. Whoever finds no
/// room waits for a bounded time, and no more callers wait than fit in flight. Thread-safe.
///
/// AIMD and not a latency gradient (Vegas, Gradient2), because the time of an answer follows its
/// length, not the load.
final class AdaptiveLimit {

    /// How a call ended, as far as load goes.
    enum Ending {
        GOOD,
        OVERLOADED,
        UNKNOWN
    }

    private static final double CUT = 2.0 / 3;

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private double limit;
    private int inFlight;
    private int queued;
    private long lastCut = System.nanoTime();

    AdaptiveLimit(int most) {
        this.most = most;
        this.limit = most;
    }

    /// @return false when there was no room in time; true must be followed by one [#release]
    boolean acquire(Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (inFlight >= (int) limit && !awaitRoom(wait.toNanos())) {
                return false;
            }
            inFlight++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitRoom(long nanos) throws InterruptedException {
        if (queued >= most) {
            return false;
        }
        queued++;
        try {
            long left = nanos;
            while (inFlight >= (int) limit) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
            return true;
        } finally {
            queued--;
        }
    }

    /// @param began when the call did, on `System.nanoTime`: one wave of overload cuts only once
    void release(Ending ending, long began) {
        lock.lock();
        try {
            boolean full = inFlight >= (int) limit;
            inFlight--;
            if (ending == Ending.GOOD && full) {
                limit = Math.min(most, limit + 1 / limit);
            } else if (ending == Ending.OVERLOADED && began - lastCut > 0) {
                limit = Math.max(1, limit * CUT);
                lastCut = System.nanoTime();
            }
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int current() {
        lock.lock();
        try {
            return (int) limit;
        } finally {
            lock.unlock();
        }
    }

    int inFlight() {
        lock.lock();
        try {
            return inFlight;
        } finally {
            lock.unlock();
        }
    }
}
