package io.dermflow.vision.standing;

import io.dermflow.events.WorkerStanding.Accelerators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// What lies under this process, whatever its container allows.
///
/// @param online Linux's list of the machine's cores, for instance `0-3,8-11`
/// @param gpus that the process may use; empty without any
record Hardware(Path online, Supplier<Optional<Accelerators>> gpus) {

    /// Cores of the machine; where Linux doesn't say, those that the JVM may use.
    int processors() {
        try {
            int cores = 0;
            for (String range : Files.readString(online).strip().split(",")) {
                String[] ends = range.split("-");
                cores += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
            }
            return cores;
        } catch (IOException | NumberFormatException _) {
            return Runtime.getRuntime().availableProcessors();
        }
    }
}
