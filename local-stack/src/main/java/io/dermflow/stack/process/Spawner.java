package io.dermflow.stack.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts processes that do not outlive this one, not even its `kill -9`.
///
/// On Linux `setpriv --pdeathsig KILL` asks the kernel for that. The kernel ties it to the thread
/// that forked, not to the process, so one platform thread starts them all and lives until
/// [#close()]. Where setpriv is missing, the children that are ours end when their standard input
/// does ([ParentWatch]), and the next start removes the others ([LeftOvers]).
public final class Spawner implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Spawner.class);
    private static final List<String> TETHER = List.of("setpriv", "--pdeathsig", "KILL");

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("spawner").factory());
    private final boolean tethered;

    public Spawner() {
        this.tethered = works(TETHER);
        if (!tethered) {
            log.warn(
                    "setpriv cannot tie children to this process; left-overs of a kill -9 are"
                            + " removed at the next start");
        }
    }

    /// Starts the command. Its output is appended to the log; its input ends when we do.
    public Process spawn(Launch launch) throws IOException {
        try {
            return thread.submit(() -> start(launch)).get();
        } catch (ExecutionException e) {
            throw new IOException("cannot start " + launch, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting " + launch, e);
        }
    }

    /// Whether a command line prefix can run a program on this machine.
    public static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        try {
            Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Process start(Launch launch) throws IOException {
        List<String> command = new ArrayList<>();
        if (tethered) {
            command.addAll(TETHER);
        }
        command.addAll(launch.command());
        LogFile.bound(launch.log());
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(launch.environment());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        return builder.start();
    }

    /// Call it when all children have ended: ending the thread kills those that are left.
    @Override
    public void close() {
        thread.shutdown();
    }
}
