package io.dermflow.vision.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the figures of Linux: `/proc/meminfo` (proc(5)) and, in a container, cgroup v2
/// (`memory.max`, `memory.current`, and `inactive_file` of `memory.stat`, which the kernel can
/// drop). Where neither is there, the JVM's own view of the machine.
final class MemoryReader {

    private static final long KIB = 1024;

    private final Path meminfo;
    private final Path cgroup;

    MemoryReader() {
        this(Path.of("/proc/meminfo"), Path.of("/sys/fs/cgroup"));
    }

    MemoryReader(Path meminfo, Path cgroup) {
        this.meminfo = meminfo;
        this.cgroup = cgroup;
    }

    MemoryFigures read() {
        MemoryFigures machine = machine().orElseGet(MemoryReader::jvm);
        return container().map(machine::tighter).orElse(machine);
    }

    /// What the process may use, in bytes: the machine's, or its container's when that is less.
    long allowed() {
        return container()
                .map(container -> Math.min(container.total(), onMachine()))
                .orElseGet(this::onMachine);
    }

    /// What the machine has, in bytes, whatever the container allows.
    long onMachine() {
        return machine().orElseGet(MemoryReader::jvm).total();
    }

    private Optional<MemoryFigures> machine() {
        try {
            Map<String, Long> values = numbers(meminfo);
            Long total = values.get("MemTotal:");
            Long available = values.get("MemAvailable:");
            return total == null || available == null
                    ? Optional.empty()
                    : Optional.of(new MemoryFigures(total * KIB, available * KIB));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Optional<MemoryFigures> container() {
        try {
            String max = Files.readString(cgroup.resolve("memory.max")).strip();
            if (max.equals("max")) {
                return Optional.empty();
            }
            long total = Long.parseLong(max);
            long current =
                    Long.parseLong(Files.readString(cgroup.resolve("memory.current")).strip());
            long droppable =
                    numbers(cgroup.resolve("memory.stat")).getOrDefault("inactive_file", 0L);
            return Optional.of(new MemoryFigures(total, Math.max(0, total - current + droppable)));
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static MemoryFigures jvm() {
        var runtime = Runtime.getRuntime();
        long inUse = runtime.totalMemory() - runtime.freeMemory();
        return new MemoryFigures(runtime.maxMemory(), runtime.maxMemory() - inUse);
    }

    /// First word to second word of each line.
    private static Map<String, Long> numbers(Path file) throws IOException {
        Map<String, Long> numbers = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            List<String> words = List.of(line.split("\\s+"));
            if (words.size() > 1 && words.get(1).matches("\\d{1,18}")) {
                numbers.put(words.get(0), Long.parseLong(words.get(1)));
            }
        }
        return numbers;
    }
}
