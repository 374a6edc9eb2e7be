package io.dermflow.bench;

import io.dermflow.bench.RawModel.RawFigures;
import io.dermflow.stack.part.Part;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The whole suite at 1, 2 and 8 captures in flight, beside the raw model at one thread per core,
/// for both sizes of photo. Efficiency is the suite's photos per second over the raw model's on all
/// cores of the same machine in the same run.
final class Throughput {

    private static final List<Integer> IN_FLIGHT = List.of(1, 2, 8);

    /// Captures before the clock starts. Fewer measure the JVMs' compilers: after 60 captures
    /// ingest had spent most of its processor time in them.
    private static final int WARM_UP = 150;

    private final SuiteUnderTest suite;
    private final RawModel raw;
    private final int photos;

    Throughput(SuiteUnderTest suite, RawModel raw, int photos) {
        this.suite = suite;
        this.raw = raw;
        this.photos = photos;
    }

    List<Table> measure() {
        Table rawTable =
                new Table(
                        "Raw: decode and forward in one process",
                        "photo",
                        "entropy check",
                        "threads",
                        "photos/s",
                        "cpu ms/photo",
                        "p50 ms");
        Table suiteTable =
                new Table(
                        "Suite: upload to result",
                        "photo",
                        "in flight",
                        "photos/s",
                        "cpu ms/photo",
                        "p50 ms",
                        "p95 ms",
                        "efficiency",
                        "efficiency, raw with check",
                        "p50 over raw ms");
        Table partTable = new Table("Suite: cpu ms/photo by part", partColumns());
        for (Photo photo : Photo.values()) {
            measure(photo, rawTable, suiteTable, partTable);
        }
        return List.of(rawTable, suiteTable, partTable);
    }

    private void measure(Photo photo, Table rawTable, Table suiteTable, Table partTable) {
        List<byte[]> variants = IntStream.range(0, photos).mapToObj(photo::jpeg).toList();
        int cores = Runtime.getRuntime().availableProcessors();
        raw.run(variants, cores, true);
        RawFigures alone = raw.run(variants, 1, false);
        RawFigures bare = raw.run(variants, cores, false);
        RawFigures checked = raw.run(variants, cores, true);
        rawRow(rawTable, photo, "no", 1, alone);
        rawRow(rawTable, photo, "no", cores, bare);
        rawRow(rawTable, photo, "yes", cores, checked);
        Client client = Client.register(suite.gateway());
        // Every row has bytes of its own: nothing may be known already.
        int number = 1_000_000;
        InFlight.run(WARM_UP, 2, i -> client.analyse(photo.jpeg(-1 - i)));
        for (int inFlight : IN_FLIGHT) {
            int first = number;
            number += photos;
            List<byte[]> own = IntStream.range(first, number).mapToObj(photo::jpeg).toList();
            CpuByPart cpuBefore = suite.cpu();
            var run = InFlight.run(photos, inFlight, i -> client.analyse(own.get(i)));
            double perSecond = photos / run.seconds();
            CpuByPart cpu = suite.cpu().since(cpuBefore, photos);
            partRow(partTable, photo, inFlight, cpu);
            suiteTable.row(
                    photo.label(),
                    inFlight,
                    perSecond,
                    cpu.sum(),
                    run.millis().p50(),
                    run.millis().p95(),
                    perSecond / bare.perSecond(),
                    perSecond / checked.perSecond(),
                    run.millis().p50() - alone.millis().p50());
        }
    }

    private static String[] partColumns() {
        return Stream.concat(
                        Stream.of("photo", "in flight"),
                        CpuByPart.PARTS.stream().map(Part::shortName))
                .toArray(String[]::new);
    }

    private static void partRow(Table table, Photo photo, int inFlight, CpuByPart cpu) {
        table.row(
                Stream.concat(Stream.of(photo.label(), inFlight), cpu.millis().stream()).toArray());
    }

    private static void rawRow(
            Table table, Photo photo, String check, int threads, RawFigures figures) {
        table.row(
                photo.label(),
                check,
                threads,
                figures.perSecond(),
                figures.cpuMillis(),
                figures.millis().p50());
    }
}
