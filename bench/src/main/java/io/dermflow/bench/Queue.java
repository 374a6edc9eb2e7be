package io.dermflow.bench;

import io.dermflow.stack.part.Part;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// A backlog that waits while the worker stands still, then the time until its last capture ended,
/// beside the ideal: the busy time of the vision stage, as the workers report it for the same
/// captures, spread evenly over all their slots. The ideal knows no hand-over, no commit and no idle
/// slot.
///
/// Part of the makespan is the wait for the first capture's start: the workers were held and have
/// to find back to their group. It is shown by itself, and so is the ratio without it, which says how
/// well slots are kept at work once they have any.
final class Queue {

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final int WARM_UP = 150;
    private static final String NARRATIVE = "narrative";

    private final SuiteUnderTest suite;

    /// Each capture has bytes of its own.
    private final AtomicInteger number = new AtomicInteger(10_000_000);

    Queue(SuiteUnderTest suite) {
        this.suite = suite;
    }

    /// A row for each combination.
    ///
    /// @param workers processes
    /// @param slots jobs at once in each of them
    /// @param backlogs captures that wait
    /// @param photos of which size
    Table measure(
            List<Integer> workers,
            List<Integer> slots,
            List<Integer> backlogs,
            List<Photo> photos) {
        Table table =
                new Table(
                        "Queue: a backlog, and the time until it is gone",
                        "photo",
                        "workers",
                        "slots of each",
                        "backlog",
                        "makespan s",
                        "of it until the first starts s",
                        "photos/s",
                        "busy ms/photo",
                        "ideal/makespan",
                        "ideal/makespan from the first start");
        for (int processes : workers) {
            for (int each : slots) {
                suite.vision(processes, each);
                warm(processes);
                for (int backlog : backlogs) {
                    for (Photo photo : photos) {
                        row(table, photo, processes, each, backlog);
                    }
                }
            }
        }
        return table;
    }

    /// The workers are new processes.
    private void warm(int workers) {
        Client client = Client.register(suite.gateway());
        InFlight.run(
                WARM_UP * workers,
                2 * workers,
                _ -> client.analyse(Photo.SMALL.jpeg(number.getAndIncrement())));
    }

    private void row(Table table, Photo photo, int workers, int slots, int backlog) {
        Client client = Client.register(suite.gateway());
        suite.pause(Part.VISION);
        List<String> ids =
                IntStream.range(0, backlog)
                        .mapToObj(_ -> client.submit(photo.jpeg(number.getAndIncrement())))
                        .toList();
        long start = System.nanoTime();
        suite.resume(Part.VISION);
        awaitStart(client, ids.getFirst());
        double untilFirst = (System.nanoTime() - start) / 1e9;
        client.awaitEnds(ids);
        double seconds = (System.nanoTime() - start) / 1e9;
        double busy = ids.stream().mapToDouble(id -> busyMillis(client.result(id))).sum();
        table.rowAtOnce(
                photo.label(),
                workers,
                slots,
                backlog,
                seconds,
                untilFirst,
                backlog / seconds,
                busy / backlog,
                busy / 1000 / workers / slots / seconds,
                busy / 1000 / workers / slots / (seconds - untilFirst));
    }

    private static double busyMillis(JsonNode result) {
        double sum = 0;
        for (JsonNode timing : result.path("timings")) {
            if (!timing.path("step").asString().equals(NARRATIVE)) {
                sum += timing.path("ms").asDouble();
            }
        }
        return sum;
    }

    /// Jobs come in the order of their acceptance: the oldest is the first.
    private static void awaitStart(Client client, String oldest) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (client.state(oldest).equals("queued")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no capture was begun");
            }
            PollingStep.rest();
        }
    }
}
