package io.dermflow.bench;

import io.dermflow.stack.LocalStack;
import io.dermflow.stack.StackOptions;
import io.dermflow.stack.home.FileTree;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.part.PartStatus;
import io.dermflow.stack.process.ResidentMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// A whole stack of its own for the run, from the real jars, with rate limits out of the way.
final class SuiteUnderTest implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Map<String, String> NO_LIMITS =
            Map.of(
                    "AUTH_ADDRESS_BURST", "100000",
                    "DERMFLOW_LIMIT_CAPTURESPERSECOND", "100000",
                    "DERMFLOW_LIMIT_CAPTURESBURST", "100000",
                    "DERMFLOW_LIMIT_READSPERSECOND", "100000",
                    "DERMFLOW_LIMIT_ANONYMOUSPERSECOND", "100000",
                    "MAX_OPEN_CAPTURES", "100000");

    private final LocalStack stack;

    private SuiteUnderTest(LocalStack stack) {
        this.stack = stack;
    }

    /// With one worker running.
    ///
    /// @param workers as many as [#vision(int, int)] will ask for
    static SuiteUnderTest start(int workers) {
        try {
            Path data = Files.createTempDirectory("dermflow-bench");
            StackOptions options = StackOptions.on(data).onAnyPort().workers(workers);
            for (Part part : Part.values()) {
                if (part.isService()) {
                    options = options.with(part, NO_LIMITS);
                }
            }
            LocalStack started = LocalStack.start(options);
            started.scale(Part.VISION, 1);
            started.awaitHealthy(PATIENCE);
            return new SuiteUnderTest(started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    URI gateway() {
        return stack.gateway();
    }

    URI address(Part part) {
        return URI.create("http://127.0.0.1:" + stack.address(part).getPort());
    }

    /// Stops the workers and starts so many with so many slots each; 0 slots: as many as cores.
    void vision(int workers, int slots) {
        var variables = new HashMap<>(NO_LIMITS);
        variables.put("VISION_SLOTS", Integer.toString(slots));
        stack.environment(Part.VISION, variables);
        try {
            stack.stop(Part.VISION);
            stack.scale(Part.VISION, workers);
            stack.awaitHealthy(PATIENCE.multipliedBy(workers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    void pause(Part part) {
        try {
            stack.pause(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void resume(Part part) {
        try {
            stack.resume(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Processor time since it began, by part, databases and broker included.
    CpuByPart cpu() {
        return CpuByPart.read(part -> CpuTime.millis(pids(part)));
    }

    long residentKilobytes(Part part) {
        return pids(part).stream().mapToLong(ResidentMemory::treeKilobytes).sum();
    }

    /// Open files of one part's process (Linux).
    long openFiles(Part part) {
        return pids(part).stream().mapToLong(pid -> count(Path.of("/proc/" + pid + "/fd"))).sum();
    }

    /// Threads of one part's process (Linux).
    long threads(Part part) {
        return pids(part).stream().mapToLong(pid -> count(Path.of("/proc/" + pid + "/task"))).sum();
    }

    /// The sum of a gauge over its labels, as the part tells Prometheus.
    double metric(Part part, String name) {
        var request = HttpRequest.newBuilder(address(part).resolve("/actuator/prometheus")).build();
        return Client.send(request)
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long count(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Long> pids(Part part) {
        return stack.status().stream()
                .filter(status -> status.part() == part)
                .map(PartStatus::pid)
                .flatMapToLong(pid -> pid.stream())
                .boxed()
                .toList();
    }

    @Override
    public void close() {
        try {
            stack.close();
            FileTree.delete(stack.dataDirectory().root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
