package io.dermflow.bench;

import io.dermflow.stack.home.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// One run: the machine, the raw model, the suite, uploads, the queue, peers and the soak.
public final class Main {

    private static final int BACKLOG = 100;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Settings settings;
        try {
            settings = Settings.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Settings.USAGE);
            System.exit(1);
            return;
        }
        List<Table> tables = measure(settings);
        if (settings.json().isPresent()) {
            var root = JsonMapper.shared().createObjectNode();
            var all = root.putArray("tables");
            tables.forEach(table -> all.add(table.json()));
            Files.writeString(
                    settings.json().get(),
                    JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root));
        }
    }

    private static List<Table> measure(Settings settings) {
        List<Table> tables = new ArrayList<>();
        show(tables, Machine.here().table());
        try (var suite = SuiteUnderTest.start(Collections.max(settings.workers()))) {
            var soak = new Soak(suite);
            if (settings.warm() > 0) {
                soak.warm(settings.warm());
            }
            if (settings.photos() > 0) {
                throughput(suite, settings.photos()).forEach(table -> show(tables, table));
                show(tables, new UploadRate(suite, settings.photos()).measure());
                if (settings.scaling().isEmpty()) {
                    show(tables, backlogOfOneSize(suite));
                }
                settings.peers()
                        .forEach(file -> show(tables, Peer.read(file).measure(settings.photos())));
            }
            if (!settings.scaling().isEmpty()) {
                show(
                        tables,
                        new Queue(suite)
                                .measure(
                                        settings.workers(),
                                        settings.slots(),
                                        settings.scaling(),
                                        settings.sizes()));
            }
            if (settings.soak() > 0) {
                suite.vision(1, 0);
                soak.measure(settings.soak()).forEach(table -> show(tables, table));
            }
        }
        return tables;
    }

    private static List<Table> throughput(SuiteUnderTest suite, int photos) {
        try (var raw = RawModel.load(Checkout.here().models())) {
            return new Throughput(suite, raw, photos).measure();
        }
    }

    private static Table backlogOfOneSize(SuiteUnderTest suite) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new Queue(suite)
                .measure(
                        List.of(1),
                        List.of(1, cores, 4 * cores),
                        List.of(BACKLOG),
                        List.of(Photo.SMALL));
    }

    private static void show(List<Table> tables, Table table) {
        tables.add(table);
        System.out.print(table.text());
    }
}
