package io.dermflow.vision.standing;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.dermflow.events.WorkerStanding.Accelerators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What lies under this process, whatever its container allows: the machine's cores, and the GPUs
/// that it may use. Used by one thread.
final class Hardware {

    private static final Logger LOG = LoggerFactory.getLogger(Hardware.class);

    private final Path online;
    private List<Device> gpus;

    /// @param online Linux's list of cores, for instance `0-3,8-11`
    /// @param gpus that the models run on
    Hardware(Path online, List<Device> gpus) {
        this.online = online;
        this.gpus = List.copyOf(gpus);
    }

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

    /// Empty without a GPU, and where the driver doesn't tell.
    Optional<Accelerators> accelerators() {
        if (gpus.isEmpty()) {
            return Optional.empty();
        }
        try {
            long total = 0;
            long used = 0;
            for (Device gpu : gpus) {
                var memory = CudaUtils.getGpuMemory(gpu);
                total += memory.getMax();
                used += memory.getUsed();
            }
            return Optional.of(new Accelerators(gpus.size(), total, used));
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the GPUs' memory can't be read error={}", e.toString());
            gpus = List.of();
            return Optional.empty();
        }
    }
}
