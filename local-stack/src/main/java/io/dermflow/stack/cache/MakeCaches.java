package io.dermflow.stack.cache;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.FileTree;
import io.dermflow.stack.home.ProcessLock;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.JavaCommand;
import io.dermflow.stack.service.ServiceRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes the start-up caches that are missing, one service after the other: each is started once as
/// far as its context, without database, Kafka or store (profile `training`); Java writes the cache
/// at the end of that run. Nobody waits for it.
///
/// Failure semantics: a cache becomes visible when it is whole; what a run left unfinished is
/// removed by the next. A service that can't be trained goes on starting without one.
public final class MakeCaches {

    private final Checkout checkout;
    private final TakenApart parts;
    private final StartCaches caches;
    private final Consumer<String> news;

    /// @param news one line for what is done
    public MakeCaches(Checkout checkout, Consumer<String> news) {
        this.checkout = checkout;
        this.parts = new TakenApart(checkout);
        this.caches = new StartCaches(parts);
        this.news = news;
    }

    /// Whether a service that was built has no cache yet.
    public boolean isNeeded() throws IOException {
        return !missing().isEmpty();
    }

    /// Does nothing while another process does it.
    public void makeMissing() throws IOException, InterruptedException {
        Files.createDirectories(parts.root());
        Optional<ProcessLock> lock = ProcessLock.take(parts.root().resolve("lock"));
        if (lock.isEmpty()) {
            return;
        }
        try (var _ = lock.get()) {
            for (Map.Entry<Part, Path> service : missing().entrySet()) {
                make(service.getKey(), service.getValue());
            }
        }
    }

    /// The services without a cache, and the jar of each.
    private Map<Part, Path> missing() throws IOException {
        Map<Part, Path> missing = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            Optional<Path> jar = part.isService() ? checkout.jar(part) : Optional.empty();
            if (jar.isPresent() && !Files.exists(caches.cache(part, jar.get()))) {
                missing.put(part, jar.get());
            }
        }
        return missing;
    }

    private void make(Part service, Path jar) throws IOException, InterruptedException {
        try {
            Path apart = parts.of(service, jar);
            Path log = FileTree.parentOf(apart).resolve("training.log");
            news.accept(
                    service.module()
                            + (train(service, jar, apart, log)
                                    ? ": start-up cache made"
                                    : ": no start-up cache, see " + log));
        } catch (IOException e) {
            news.accept(service.module() + ": no start-up cache, " + e.getMessage());
        }
    }

    private boolean train(Part service, Path jar, Path apart, Path log)
            throws IOException, InterruptedException {
        Path folder = FileTree.parentOf(apart);
        Path unfinished = folder.resolve("unfinished");
        Files.deleteIfExists(unfinished);
        // Keys and spools that a service makes where it stands.
        Path workplace = folder.resolve("workplace");
        FileTree.delete(workplace);
        Files.createDirectory(workplace);
        boolean made =
                run(training(service, apart, unfinished), workplace, log)
                        && Files.exists(unfinished);
        FileTree.delete(workplace);
        if (made) {
            Files.move(unfinished, caches.cache(service, jar), StandardCopyOption.ATOMIC_MOVE);
        }
        return made;
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
}
