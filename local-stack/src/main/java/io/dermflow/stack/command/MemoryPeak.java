package io.dermflow.stack.command;

import io.dermflow.stack.process.ResidentMemory;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Looks at the memory of a stack's processes twice a second and remembers the largest sum. A
/// thread of its own, until closed.
final class MemoryPeak implements AutoCloseable {

    private static final long PAUSE_MS = 500;

    private final StartProgress.Parts parts;
    private final long supervisorPid;
    private final AtomicLong peak = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    MemoryPeak(StartProgress.Parts parts, long supervisorPid) {
        this.parts = parts;
        this.supervisorPid = supervisorPid;
        Thread.ofVirtual().name("memory-peak").start(this::watch);
    }

    long megabytes() {
        return peak.get() / 1024;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void watch() {
        try {
            while (!closed.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                long now = kilobytes();
                peak.accumulateAndGet(now, Math::max);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            // The supervisor is gone, and with it what there was to measure.
            closed.countDown();
        }
    }

    private long kilobytes() throws IOException, InterruptedException {
        long children =
                parts.now().stream()
                        .flatMapToLong(status -> status.pid().stream())
                        .map(ResidentMemory::treeKilobytes)
                        .sum();
        return ResidentMemory.ownKilobytes(supervisorPid) + children;
    }
}
