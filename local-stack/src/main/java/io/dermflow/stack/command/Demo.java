package io.dermflow.stack.command;

import io.dermflow.stack.demo.RunDemo;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// `demo [IMAGE…] [--json] [--keep]`: a whole stack, one user, a report; then everything stops.
final class Demo implements Command {

    private final Checkout checkout;
    private final Terminal terminal;
    private final Instant begin =
            ProcessHandle.current().info().startInstant().orElseGet(Instant::now);

    Demo(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) throws IOException, InterruptedException {
        var arguments = Arguments.parse(words, Set.of("--port", "--data", "--json", "--keep"));
        List<Path> images = arguments.rest().stream().map(Path::of).toList();
        for (Path image : images) {
            if (!Files.isReadable(image)) {
                throw new UsageError("cannot read " + image);
            }
        }
        terminal.say("starting Dermflow");
        DemoStack stack = DemoStack.open(checkout, arguments);
        Runnable interrupted = () -> terminal.say("stopping what was started");
        int exit = new Guard(stack, interrupted).run(() -> demonstrate(stack, images, arguments));
        Caches.makeLater(checkout);
        return exit;
    }

    private int demonstrate(DemoStack stack, List<Path> images, Arguments arguments)
            throws IOException, InterruptedException {
        try (var memory = new MemoryPeak(stack.parts(), stack.supervisorPid())) {
            if (!new StartProgress(terminal).follow(stack.parts())) {
                terminal.say("not all parts are healthy");
                return failed(stack);
            }
            Instant started = Instant.now();
            int exit = new RunDemo(stack.gateway(), terminal, arguments.has("--json")).run(images);
            Instant analysed = Instant.now();
            terminal.say(
                    String.format(
                            Locale.ROOT,
                            "start %.1f s, analysis %.1f s, total %.1f s, peak memory %d MB",
                            seconds(begin, started),
                            seconds(started, analysed),
                            seconds(begin, analysed),
                            memory.megabytes()));
            if (arguments.has("--keep")) {
                terminal.say(
                        "left up: "
                                + stack.gateway()
                                + ", API docs at "
                                + stack.gateway()
                                + "/api-docs; ./dermflow down ends it");
            }
            return exit == 1 ? failed(stack) : exit;
        }
    }

    private int failed(DemoStack stack) {
        terminal.say("the logs are in " + stack.data().logs());
        return 1;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
