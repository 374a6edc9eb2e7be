package io.dermflow.vision.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the kernel says about this process.
final class ProcessMemory {

    private static final int KIBI = 1024;

    private ProcessMemory() {}

    /// Resident bytes after a collection, which frees direct buffers too.
    static long settledBytes() throws IOException {
        System.gc();
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBI)
                .findFirst()
                .orElseThrow();
    }
}
