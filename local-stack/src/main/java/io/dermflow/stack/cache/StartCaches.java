package io.dermflow.stack.cache;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.FileTree;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What is started of a service: its jar taken apart, with a start-up cache where one was made of
/// just this jar. What doesn't fit the running Java, Java itself leaves aside with one line in the
/// service's log.
public final class StartCaches {

    private static final String CACHE = "app.aot";

    private final TakenApart parts;

    public StartCaches(Checkout checkout) {
        this(new TakenApart(checkout));
    }

    StartCaches(TakenApart parts) {
        this.parts = parts;
    }

    /// @param jar of that service, as it was built
    /// @throws IOException if the jar can't be taken apart
    public Program program(Part service, Path jar) throws IOException, InterruptedException {
        Path apart = parts.of(service, jar);
        Path cache = FileTree.parentOf(apart).resolve(CACHE);
        return Files.exists(cache)
                ? new Program(apart, List.of("-XX:AOTCache=" + cache))
                : Program.plain(apart);
    }

    /// Where the cache of this jar belongs, whether it is there or not.
    Path cache(Part service, Path jar) throws IOException {
        return parts.folder(service, jar).resolve(CACHE);
    }
}
