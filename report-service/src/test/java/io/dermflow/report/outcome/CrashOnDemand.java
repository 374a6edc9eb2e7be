package io.dermflow.report.outcome;

import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.test.context.TestComponent;

/// Breaks the outcome loop once at the milestone that a test names. What follows (clients closed
/// without an abort, new ones from the committed offset) is what a killed process leaves behind.
@TestComponent
public class CrashOnDemand implements LoopObserver {

    private final AtomicReference<Milestone> due = new AtomicReference<>();

    void crashAt(Milestone milestone) {
        due.set(milestone);
    }

    boolean crashed() {
        return due.get() == null;
    }

    @Override
    public void reached(Milestone milestone) {
        if (due.compareAndSet(milestone, null)) {
            throw new IllegalStateException("crash at " + milestone);
        }
    }
}
