package io.dermflow.bench;

import io.dermflow.bench.RawModel.RawFigures;
import java.util.List;
import java.util.stream.IntStream;

/// The whole suite at 1, 2 and 8 captures in flight, beside the raw model at one thread per core,
/// for both sizes of photo, and how long the worker's steps take in these and other captures.
/// Efficiency is the suite's photos per second over the raw model's on all cores of the same
/// machine in the same run.
final class Throughput {

    private static final List<Integer> IN_FLIGHT = List.of(1, 2, 8);

    /// Captures before the clock starts. Fewer measure the JVMs' compilers: after 60 captures
    /// ingest had spent most of its processor time in them.
    private static final int WARM_UP = 150;

    /// The same before another analysis, on JVMs that are warm by then.
    private static final int FEW = 20;

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
                        "work",
                        "in flight",
                        "photos/s",
                        "cpu ms/photo",
                        "p50 ms",
                        "p95 ms",
                        "efficiency",
                        "efficiency, raw with check",
                        "p50 over raw ms");
        Table partTable =
                new Table(
                        "Suite: cpu ms/photo by part",
                        CpuByPart.columns("photo", "work", "in flight"));
        Table stepTable = StepTimes.table();
        for (Photo photo : Photo.values()) {
            Raw measured = raw(photo, rawTable);
            for (Work work : Work.values()) {
                suite(photo, work, measured, suiteTable, partTable, stepTable);
            }
        }
        for (Analysis analysis : Analysis.values()) {
            steps(analysis, stepTable);
        }
        return List.of(rawTable, suiteTable, partTable, stepTable);
    }

    private void steps(Analysis analysis, Table table) {
        Client client = Client.register(suite.gateway());
        InFlight.run(FEW, 1, i -> client.analyse(analysis.pictures(-1 - i), analysis.fields()));
        StepTimes steps = new StepTimes();
        InFlight.run(
                photos, 1, i -> steps.add(client.analyse(analysis.pictures(i), analysis.fields())));
        steps.rows(analysis.label(), table);
    }

    /// @param alone one thread, without the check
    /// @param bare all cores, without the check
    /// @param checked all cores, with the check
    private record Raw(RawFigures alone, RawFigures bare, RawFigures checked) {}

    private Raw raw(Photo photo, Table table) {
        List<byte[]> variants = variants(photo, 0);
        int cores = Runtime.getRuntime().availableProcessors();
        raw.run(variants, cores, true);
        RawFigures alone = raw.run(variants, 1, false);
        RawFigures bare = raw.run(variants, cores, false);
        RawFigures checked = raw.run(variants, cores, true);
        rawRow(table, photo, "no", 1, alone);
        rawRow(table, photo, "no", cores, bare);
        rawRow(table, photo, "yes", cores, checked);
        return new Raw(alone, bare, checked);
    }

    private void suite(
            Photo photo, Work work, Raw measured, Table table, Table partTable, Table stepTable) {
        Client client = Client.register(suite.gateway());
        // Every row has bytes of its own: nothing may be known already.
        int number = 1_000_000 * (work.ordinal() + 1);
        int before = -1 - work.ordinal() * WARM_UP;
        InFlight.run(WARM_UP, 2, i -> client.analyse(photo.jpeg(before - i), work));
        for (int inFlight : IN_FLIGHT) {
            List<byte[]> own = variants(photo, number);
            number += photos;
            StepTimes steps = new StepTimes();
            CpuByPart cpuBefore = suite.cpu();
            var run =
                    InFlight.run(
                            photos, inFlight, i -> steps.add(client.analyse(own.get(i), work)));
            double perSecond = photos / run.seconds();
            CpuByPart cpu = suite.cpu().since(cpuBefore, photos);
            partTable.row(cpu.cells(photo.label(), work.label(), inFlight));
            if (inFlight == 1 && work == Work.ALL) {
                steps.rows(photo.label(), stepTable);
            }
            table.row(
                    photo.label(),
                    work.label(),
                    inFlight,
                    perSecond,
                    cpu.sum(),
                    run.millis().p50(),
                    run.millis().p95(),
                    perSecond / measured.bare().perSecond(),
                    perSecond / measured.checked().perSecond(),
                    run.millis().p50() - measured.alone().millis().p50());
        }
    }

    private List<byte[]> variants(Photo photo, int first) {
        return IntStream.range(first, first + photos).mapToObj(photo::jpeg).toList();
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
