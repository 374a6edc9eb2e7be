package io.dermflow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Processor time of processes and all that descend from them, as Linux counts it in
/// `/proc/<pid>/stat` (proc(5): fields 14 to 17, in ticks of 10 ms).
final class CpuTime {

    private static final double MILLIS_PER_TICK = 10;
    private static final int USER_TIME = 11;
    private static final int ENDED_CHILDREN = 4;

    private CpuTime() {}

    static double millis(List<Long> pids) {
        return pids.stream().mapToDouble(CpuTime::treeMillis).sum();
    }

    private static double treeMillis(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToDouble(process -> millis(process.pid()))
                .sum();
    }

    /// 0 for a process that has just ended: its parent counts it from then on.
    private static double millis(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            double ticks = 0;
            for (int i = USER_TIME; i < USER_TIME + ENDED_CHILDREN; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks * MILLIS_PER_TICK;
        } catch (IOException _) {
            return 0;
        }
    }
}
