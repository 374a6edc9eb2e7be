package io.dermflow.stack.cache;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.FileTree;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.JavaCommand;
import io.dermflow.stack.service.ServiceRecipe;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Makes the start-up caches that are missing, one service after the other: the jar is taken apart
/// and started once as far as its context, without database, Kafka or store (profile `training`);
/// Java writes the cache at the end of that run. Nobody waits for it.
///
/// Failure semantics: a cache becomes visible when it is whole; what a run left unfinished is
/// removed by the next. A service that can't be trained goes on starting from its jar.
public final class MakeCaches {

    private static final String UNFINISHED = "unfinished";

    /// The present build's and the one before, which a stack that still runs may have open.
    private static final int KEPT = 2;

    private final Checkout checkout;
    private final StartCaches caches;
    private final Consumer<String> news;

    /// @param news one line for what is done
    public MakeCaches(Checkout checkout, Consumer<String> news) {
        this.checkout = checkout;
        this.caches = new StartCaches(checkout);
        this.news = news;
    }

    /// Whether a service that was built has no cache yet.
    public boolean isNeeded() {
        return Stream.of(Part.values())
                .filter(Part::isService)
                .anyMatch(service ->
                        checkout.jar(service).filter(jar -> isMissing(service, jar)).isPresent());
    }

    /// Does nothing while another process does it.
    public void makeMissing() throws IOException, InterruptedException {
        Files.createDirectories(caches.root());
        try (var lock =
                FileChannel.open(
                        caches.root().resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                return;
            }
            for (Part service : Part.values()) {
                Optional<Path> jar = service.isService() ? checkout.jar(service) : Optional.empty();
                if (jar.isPresent() && isMissing(service, jar.get())) {
                    make(service, jar.get());
                }
            }
        }
    }

    private boolean isMissing(Part service, Path jar) {
        return !Files.exists(caches.folder(service, jar).resolve(StartCaches.CACHE));
    }

    private void make(Part service, Path jar) throws IOException, InterruptedException {
        Path folder = caches.folder(service, jar);
        if (Files.exists(folder)) {
            FileTree.delete(folder);
        }
        Files.createDirectories(folder);
        Path log = folder.resolve("training.log");
        Path apart = folder.resolve(StartCaches.fileName(jar));
        Path unfinished = folder.resolve(UNFINISHED);
        // Keys and spools that a service makes where it stands.
        Path workplace = Files.createDirectory(folder.resolve("workplace"));
        boolean made =
                run(takingApart(jar, folder), folder, log)
                        && run(training(service, apart, unfinished), workplace, log)
                        && Files.exists(unfinished);
        FileTree.delete(workplace);
        if (made) {
            Files.move(
                    unfinished, folder.resolve(StartCaches.CACHE), StandardCopyOption.ATOMIC_MOVE);
            removeOlder(folder);
        }
        news.accept(
                service.module()
                        + (made ? ": start-up cache made" : ": no start-up cache, see " + log));
    }

    private static List<String> takingApart(Path jar, Path folder) {
        return List.of(
                JavaCommand.java(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                folder.toString());
    }

    /// The same virtual machine options as in a start, because the cache holds them.
    private static List<String> training(Part service, Path jar, Path cache) {
        List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
        command.addAll(JavaCommand.EVERY_JVM);
        command.addAll(ServiceRecipe.heap(service));
        command.addAll(
                List.of(
                        "-XX:AOTCacheOutput=" + cache,
                        "-Dspring.context.exit=onRefresh",
                        "-Dspring.profiles.active=training",
                        "-jar",
                        jar.toString()));
        return command;
    }

    private boolean run(List<String> command, Path folder, Path log)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .putAll(Map.of("PORT", "0", "MODELS_DIR", checkout.models().toString()));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return builder.start().waitFor() == 0;
    }

    private static void removeOlder(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> folders = Files.list(FileTree.parentOf(folder))) {
            all =
                    folders.sorted(Comparator.comparing(MakeCaches::time).reversed())
                            .filter(one -> !one.equals(folder))
                            .toList();
        }
        for (Path old : all.subList(Math.min(KEPT - 1, all.size()), all.size())) {
            FileTree.delete(old);
        }
    }

    private static long time(Path folder) {
        return folder.toFile().lastModified();
    }
}
