package io.dermflow.vision.standing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The most memory that this process has held: `VmHWM` of `/proc/self/status` (proc(5)), native
/// memory of the models included. Where that is not there, what the JVM has taken.
final class ProcessPeak {

    private static final long KIB = 1024;
    private static final String PEAK = "VmHWM:";

    private final Path status;

    ProcessPeak(Path status) {
        this.status = status;
    }

    long bytes() {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .map(line -> List.of(line.split("\\s+")))
                    .mapToLong(words -> Long.parseLong(words.get(1)) * KIB)
                    .findFirst()
                    .orElseGet(ProcessPeak::jvm);
        } catch (IOException _) {
            return jvm();
        }
    }

    private static long jvm() {
        return Runtime.getRuntime().totalMemory();
    }
}
