package io.dermflow.bench;

import io.dermflow.stack.part.Part;
import java.util.List;

/// Many captures in a row, and what the worker holds meanwhile: everything should stay flat after
/// the first tenth. The processor time of a photo falls until the JVMs have compiled what they run.
final class Soak {

    /// Number of the first photo that is measured; each has bytes of its own.
    private static final int FIRST = 5_000_000;

    private static final int ROWS = 10;
    private static final int IN_FLIGHT = 4;
    private static final int ALL_STEPS_EVERY = 4;

    private final SuiteUnderTest suite;

    Soak(SuiteUnderTest suite) {
        this.suite = suite;
    }

    /// Captures that are not measured, so that what follows finds compiled code.
    void warm(int captures) {
        Client client = Client.register(suite.gateway());
        InFlight.run(captures, IN_FLIGHT, i -> analyse(client, FIRST - 1 - i));
    }

    List<Table> measure(int captures) {
        Table parts = new Table("Soak: cpu ms/photo by part", CpuByPart.columns("captures"));
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
            int first = FIRST + row * part;
            CpuByPart before = suite.cpu();
            var run = InFlight.run(part, IN_FLIGHT, i -> analyse(client, first + i));
            CpuByPart cpu = suite.cpu().since(before, part);
            System.err.printf("soak: %d of %d captures%n", (row + 1) * part, captures);
            table.row(
                    (row + 1) * part,
                    part / run.seconds(),
                    cpu.sum(),
                    suite.residentKilobytes(Part.VISION) / 1024,
                    suite.openFiles(Part.VISION),
                    suite.threads(Part.VISION),
                    (long) suite.metric(Part.VISION, "dermflow_model_arrays"));
            parts.row(cpu.cells((row + 1) * part));
        }
        return List.of(table, parts);
    }

    /// All steps would make an hour of it; each step has its thousands.
    private static void analyse(Client client, int number) {
        client.analyse(
                Photo.SMALL.jpeg(number),
                number % ALL_STEPS_EVERY == 0 ? Work.ALL : Work.DETECTION);
    }
}
