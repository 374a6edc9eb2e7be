package io.dermflow.llm.endpoint;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is known of a server beside its answers: probes, its own queue, its wish to be left alone.
/// Written by the probe and by calls, read by all: volatile fields, each true by itself.
final class ServerHealth {

    private static final int FAILURES_TO_BE_DOWN = 2;

    private volatile int failedProbes;
    private volatile boolean modelServed = true;
    private volatile int waiting = -1;
    private volatile int maxModelLen;
    private volatile long restUntil = System.nanoTime();
    private volatile ChatFailed.@Nullable Kind lastError;

    void answered() {
        failedProbes = 0;
    }

    /// Only the probe calls this, from one thread.
    void probeFailed() {
        failedProbes = Math.min(FAILURES_TO_BE_DOWN, failedProbes + 1);
        waiting = -1;
    }

    boolean healthy() {
        return failedProbes < FAILURES_TO_BE_DOWN;
    }

    void models(boolean served, int contextTokens) {
        modelServed = served;
        maxModelLen = contextTokens;
    }

    void waiting(int requests) {
        waiting = requests;
    }

    void rest(Duration wait) {
        restUntil = System.nanoTime() + wait.toNanos();
    }

    boolean resting() {
        return restUntil - System.nanoTime() > 0;
    }

    void failed(ChatFailed.Kind kind) {
        lastError = kind;
    }

    boolean modelServed() {
        return modelServed;
    }

    int waiting() {
        return waiting;
    }

    int maxModelLen() {
        return maxModelLen;
    }

    ChatFailed.@Nullable Kind lastError() {
        return lastError;
    }
}
