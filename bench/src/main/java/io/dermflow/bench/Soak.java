package io.dermflow.bench;

import io.dermflow.stack.part.Part;

/// Many captures in a row, and what the worker holds meanwhile: everything should stay flat after
/// the first tenth. The processor time of a photo falls until the JVMs have compiled what they run.
final class Soak {

    private static final int ROWS = 10;
    private static final int IN_FLIGHT = 4;
    private static final int ALL_STEPS_EVERY = 4;

    private final SuiteUnderTest suite;

    Soak(SuiteUnderTest suite) {
        this.suite = suite;
    }

    Table measure(int captures) {
        Table table =
                new Table(
                        "Soak: many captures, every fourth with all steps, four in flight",
                        "captures",
                        "photos/s",
                        "cpu ms/photo, all parts",
                        "worker: resident MiB",
                        "open files",
                        "threads",
                        "native arrays");
        Client client = Client.register(suite.gateway());
        int part = Math.max(1, captures / ROWS);
        for (int row = 0; row < ROWS; row++) {
            int first = 5_000_000 + row * part;
            CpuByPart before = suite.cpu();
            var run =
                    InFlight.run(
                            part,
                            IN_FLIGHT,
                            i -> client.analyse(Photo.SMALL.jpeg(first + i), work(i)));
            System.err.printf("soak: %d of %d captures%n", (row + 1) * part, captures);
            table.row(
                    (row + 1) * part,
                    part / run.seconds(),
                    suite.cpu().since(before, part).sum(),
                    suite.residentKilobytes(Part.VISION) / 1024,
                    suite.openFiles(Part.VISION),
                    suite.threads(Part.VISION),
                    (long) suite.metric(Part.VISION, "dermflow_model_arrays"));
        }
        return table;
    }

    /// All steps would make an hour of it; each step has its thousands.
    private static Work work(int capture) {
        return capture % ALL_STEPS_EVERY == 0 ? Work.ALL : Work.DETECTION;
    }
}
