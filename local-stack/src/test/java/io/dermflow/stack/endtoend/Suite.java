package io.dermflow.stack.endtoend;

import io.dermflow.stack.LocalStack;
import io.dermflow.stack.StackOptions;
import io.dermflow.stack.backup.RestoreBackup;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.FileTree;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The one stack that all end-to-end tests share, started by the first that asks. Time limits are a
/// quarter of the usual ones (15 s record lock, 16 s lease), so that the nesting stays and a test
/// of what happens after them does not take minutes.
final class Suite {

    /// Waiting for the end of things on a busy machine: generous, because it only costs when it
    /// fails.
    static final Duration PATIENCE = Duration.ofMinutes(3);

    /// Longer with the tracing agent.
    private static final Duration START = Duration.ofMinutes(6);

    private static final Map<String, String> SHORT_LIMITS =
            Map.of(
                    "TIME_FACTOR", "0.25",
                    // 9 s here: a cold worker on a busy machine needs up to 7.
                    "DERMFLOW_JOB_VISIONSTAGE", "36s",
                    "VISION_STEPS", "-features",
                    "DERMFLOW_JOB_LEASE", "64s",
                    "AUTH_ADDRESS_BURST", "100000",
                    "DERMFLOW_LIMIT_CAPTURESPERSECOND", "1000",
                    "DERMFLOW_LIMIT_CAPTURESBURST", "1000",
                    "DERMFLOW_LIMIT_READSPERSECOND", "10000",
                    "DERMFLOW_LIMIT_ANONYMOUSPERSECOND", "10000",
                    "MAX_OPEN_CAPTURES", "1000");

    private static @Nullable LocalStack stack;
    private static boolean hooked;

    // `-Ddermflow.instances=2` runs every end-to-end test on two instances of each service.
    private static int instances = Integer.getInteger("dermflow.instances", 1);

    private static Map<String, String> variables = Map.of();
    private static Set<String> partners = Set.of();

    private Suite() {}

    static synchronized LocalStack stack() {
        if (stack == null) {
            stack = start();
            if (!hooked) {
                Runtime.getRuntime().addShutdownHook(new Thread(Suite::stop, "stop-suite"));
                hooked = true;
            }
        }
        return stack;
    }

    /// So many instances of each service from the next use on; a suite with others is ended.
    static synchronized void withInstances(int number) {
        if (instances != number) {
            instances = number;
            stop();
        }
    }

    /// These variables for every service from the next use on; a suite that runs is ended.
    static synchronized void withVariables(Map<String, String> more) {
        variables = Map.copyOf(more);
        stop();
    }

    /// With a Kafka at which everybody shows who they are, from the next use on; without partners,
    /// an open one.
    static synchronized void withPartners(Set<String> names) {
        if (!partners.equals(names)) {
            partners = names;
            stop();
        }
    }

    /// Loses the machine: ends the suite, forgets its data and starts on what a copy holds.
    static synchronized void restartFrom(Path copy) throws IOException {
        stop();
        Path data = Files.createTempDirectory("dermflow-restored");
        new RestoreBackup(copy).into(new DataDirectory(data));
        stack = start(data);
    }

    static URI gateway() {
        return stack().gateway();
    }

    /// Sets variables of one service and restarts it with them.
    static void restartWith(Part part, Map<String, String> variables) {
        stack().environment(part, limitsAnd(variables));
        try {
            stack().restart(part);
            awaitHealthy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void awaitHealthy() {
        try {
            stack().awaitHealthy(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static LocalStack start() {
        try {
            return start(Files.createTempDirectory("dermflow-end-to-end"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalStack start(Path data) {
        try {
            StackOptions options =
                    StackOptions.on(data).onAnyPort().instances(instances).partners(partners);
            for (Part part : Part.values()) {
                if (part.isService()) {
                    options = options.with(part, limitsAnd(variables));
                }
            }
            LocalStack started = LocalStack.start(options);
            started.awaitHealthy(START);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> limitsAnd(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(SHORT_LIMITS);
        all.putAll(more);
        return all;
    }

    private static synchronized void stop() {
        LocalStack ending = stack;
        if (ending == null) {
            return;
        }
        stack = null;
        try {
            ending.close();
            FileTree.delete(ending.dataDirectory().root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
