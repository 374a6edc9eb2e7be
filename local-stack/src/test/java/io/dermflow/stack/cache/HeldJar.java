package io.dermflow.stack.cache;

import io.dermflow.stack.RunnableJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// A jar whose taking apart begins, says so, and ends when the test lets it. It can begin once.
final class HeldJar {

    private static final long LIMIT_NANOS = 60_000_000_000L;

    private HeldJar() {}

    static Path write(Path folder) throws IOException {
        Path jar = folder.resolve("gateway-service-0.1.0-exec.jar");
        RunnableJar.write(jar, HeldJar.class);
        return jar;
    }

    static boolean hasBegun(Path jar) {
        return Files.exists(jar.resolveSibling("begun"));
    }

    static void letEnd(Path jar) throws IOException {
        Files.createFile(jar.resolveSibling("may-end"));
    }

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(System.getProperty("java.class.path"));
        Path destination = Path.of(arguments[arguments.length - 1]);
        Files.createFile(jar.resolveSibling("begun"));
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!Files.exists(jar.resolveSibling("may-end"))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("nobody let it end");
            }
            LockSupport.parkNanos(5_000_000);
        }
        Files.copy(jar, destination.resolve(jar.getFileName()));
    }
}
