package io.dermflow.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Memory of processes as Linux counts it. Elsewhere everything is 0.
public final class ResidentMemory {

    private ResidentMemory() {}

    /// The resident memory of a process in kilobytes.
    public static long ownKilobytes(long pid) {
        return field(pid, "VmRSS:");
    }

    /// The resident memory of a process and its descendants in kilobytes. Of descendants only what
    /// is not shared counts: PostgreSQL's share most of theirs.
    public static long treeKilobytes(long pid) {
        long descendants =
                ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToLong(child -> field(child.pid(), "RssAnon:"))
                        .sum();
        return ownKilobytes(pid) + descendants;
    }

    private static long field(long pid, String name) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith(name)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
            return 0;
        } catch (IOException _) {
            // Not Linux, or the process has ended.
            return 0;
        }
    }
}
