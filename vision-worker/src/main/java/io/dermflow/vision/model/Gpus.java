package io.dermflow.vision.model;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.dermflow.events.WorkerStanding.Accelerators;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The GPUs that models may run on, and how much of their memory is in use. Used by one thread.
public final class Gpus {

    private static final Logger LOG = LoggerFactory.getLogger(Gpus.class);

    private List<Device> devices;

    Gpus(List<Device> devices) {
        this.devices = List.copyOf(devices);
    }

    /// Those that the process sees; none where models run on the CPU.
    public static Gpus of(ModelProperties properties) {
        return new Gpus(
                switch (properties.device()) {
                    case CPU -> List.of();
                    case CUDA ->
                            IntStream.range(0, CudaUtils.getGpuCount())
                                    .mapToObj(Device::gpu)
                                    .toList();
                });
    }

    /// Empty without a GPU, and where the driver doesn't tell.
    public Optional<Accelerators> memory() {
        if (devices.isEmpty()) {
            return Optional.empty();
        }
        try {
            long total = 0;
            long used = 0;
            for (Device gpu : devices) {
                var memory = CudaUtils.getGpuMemory(gpu);
                total += memory.getMax();
                used += memory.getUsed();
            }
            return Optional.of(new Accelerators(devices.size(), total, used));
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the GPUs' memory can't be read error={}", e.toString());
            devices = List.of();
            return Optional.empty();
        }
    }
}
