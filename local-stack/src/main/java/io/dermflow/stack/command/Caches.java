package io.dermflow.stack.command;

import io.dermflow.stack.cache.MakeCaches;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.process.JavaCommand;
import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// `caches`: makes the start-up caches that are missing. After `up` and `demo` it is left to a
/// process of its own at the lowest priority, so that no start and no analysis waits for it.
final class Caches implements Command {

    private final Checkout checkout;
    private final Terminal terminal;

    Caches(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) throws IOException, InterruptedException {
        Arguments.parse(words, Set.of());
        new MakeCaches(checkout, terminal::say).makeMissing();
        return 0;
    }

    /// `DERMFLOW_START_CACHES=never` keeps half a gigabyte of disk and the minute of computing.
    static void makeLater(Checkout checkout, Terminal terminal) throws IOException {
        if ("never".equals(System.getenv("DERMFLOW_START_CACHES"))
                || !new MakeCaches(checkout, _ -> {}).isNeeded()) {
            return;
        }
        Path log = checkout.scratch().resolve("start-caches.log");
        terminal.say("making start-up caches in the background, see " + log);
        Files.createDirectories(checkout.scratch());
        List<String> command =
                new ArrayList<>(List.of("nice", "-n", "19", JavaCommand.java(), "-Xmx64m"));
        command.addAll(List.of("-cp", JavaCommand.classPath(), Main.class.getName(), "caches"));
        var builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.start().getOutputStream().close();
    }
}
