package io.dermflow.stack.process;

import io.dermflow.stack.home.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Children of an earlier supervisor that outlived it. Found by their command lines, which name the
/// data directory, never by a remembered pid alone: pids are reused.
public final class LeftOvers {

    private static final Logger log = LoggerFactory.getLogger(LeftOvers.class);
    private static final Duration DEATH = Duration.ofSeconds(10);

    private LeftOvers() {}

    /// Kills every process that was started for this data directory and waits until it is gone.
    public static void remove(DataDirectory data) {
        String mark = stackMark(data);
        Path cluster = data.postgres().resolve("data");
        removeIf(process -> commandLine(process).contains(mark) || worksIn(process, cluster));
    }

    /// Kills what is left of a PostgreSQL server on that data folder, its backends included. They
    /// end by themselves within moments of the postmaster, but until then they hold its shared
    /// memory, and a new server refuses to start.
    public static void removePostgres(Path cluster) {
        removeIf(process -> worksIn(process, cluster));
    }

    static String stackMark(DataDirectory data) {
        return "-Ddermflow.stack=" + data.root();
    }

    private static void removeIf(Predicate<ProcessHandle> ours) {
        long self = ProcessHandle.current().pid();
        ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self)
                .filter(ours)
                .toList()
                .forEach(LeftOvers::end);
    }

    private static void end(ProcessHandle process) {
        log.warn("killing a left-over of an earlier run pid={}", process.pid());
        process.destroyForcibly();
        try {
            process.onExit().get(DEATH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("a left-over does not end pid={} error={}", process.pid(), e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> commandLine(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            String line = Files.readString(file, StandardCharsets.ISO_8859_1);
            return List.of(line.split("\0"));
        } catch (IOException _) {
            // Not Linux, another's process, or gone by now. ProcessHandle cuts long lines, but our
            // marks come first.
            return process.info().arguments().map(List::of).orElse(List.of());
        }
    }

    private static boolean worksIn(ProcessHandle process, Path directory) {
        try {
            Path link = Path.of("/proc", Long.toString(process.pid()), "cwd");
            return Files.readSymbolicLink(link).equals(directory)
                    && commandLine(process).getFirst().contains("postgres");
        } catch (IOException _) {
            return false;
        }
    }
}
