package io.dermflow.bench;

import io.dermflow.stack.part.Part;

/// Many captures in a row, and what the worker holds meanwhile: everything should stay flat after
/// the first tenth.
final class Soak {

    private static final int ROWS = 10;
    private static final int IN_FLIGHT = 4;

    private final SuiteUnderTest suite;

    Soak(SuiteUnderTest suite) {
        this.suite = suite;
    }

    Table measure(int captures) {
        Table table =
                new Table(
                        "Soak of the worker", "captures", "resident MiB", "open files", "threads");
        Client client = Client.register(suite.gateway());
        int part = Math.max(1, captures / ROWS);
        for (int row = 0; row < ROWS; row++) {
            int first = 5_000_000 + row * part;
            InFlight.run(part, IN_FLIGHT, i -> client.analyse(Photo.SMALL.jpeg(first + i)));
            table.row(
                    (row + 1) * part,
                    suite.residentKilobytes(Part.VISION) / 1024,
                    suite.openFiles(Part.VISION),
                    suite.threads(Part.VISION));
        }
        return table;
    }
}
