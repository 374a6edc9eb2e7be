package io.dermflow.stack.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// At most one supervisor per data directory. The operating system drops the lock when its owner
/// dies, however it dies.
public final class StackLock implements AutoCloseable {

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws AlreadyRunning if another supervisor holds this data directory
    public static StackLock take(DataDirectory data) throws IOException {
        Path file = data.run().resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new AlreadyRunning(data);
        }
        return new StackLock(channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            // The lock lives as long as the channel, which this object holds.
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// Another supervisor holds the data directory.
    public static final class AlreadyRunning extends RuntimeException {

        AlreadyRunning(DataDirectory data) {
            super("a stack already runs on " + data.root());
        }
    }
}
