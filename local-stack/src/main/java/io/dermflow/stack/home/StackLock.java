package io.dermflow.stack.home;

import java.io.IOException;

/// At most one supervisor per data directory.
public final class StackLock implements AutoCloseable {

    private final ProcessLock lock;

    private StackLock(ProcessLock lock) {
        this.lock = lock;
    }

    /// @throws AlreadyRunning if another supervisor holds this data directory
    public static StackLock take(DataDirectory data) throws IOException {
        return ProcessLock.take(data.run().resolve("lock"))
                .map(StackLock::new)
                .orElseThrow(() -> new AlreadyRunning(data));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /// Another supervisor holds the data directory.
    public static final class AlreadyRunning extends RuntimeException {

        AlreadyRunning(DataDirectory data) {
            super("a stack already runs on " + data.root());
        }
    }
}
