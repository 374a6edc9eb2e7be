package io.dermflow.stack.command;

import io.dermflow.stack.demo.RunDemo;
import io.dermflow.stack.demo.Wish;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// `demo [IMAGE…] [--analyses …] [--height-cm N] [--sex WORD] [--age YEARS] [--answers …] [--out
/// DIR] [--json] [--keep] [--patience MINUTES]`: a whole stack, one user, a report; then everything
/// stops.
final class Demo implements Command {

    private static final Set<String> OPTIONS =
            Set.of(
                    "--port",
                    "--data",
                    "--json",
                    "--keep",
                    "--analyses",
                    "--height-cm",
                    "--sex",
                    "--age",
                    "--answers",
                    "--out",
                    "--patience");

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
        var arguments = Arguments.parse(words, OPTIONS);
        List<Path> images = images(arguments);
        Wish wish = wish(arguments, images.size());
        Duration patience = arguments.patience(System.getenv(StartProgress.PATIENCE));
        terminal.say("starting Dermflow");
        DemoStack stack = DemoStack.open(checkout, arguments);
        Runnable interrupted = () -> terminal.say("stopping what was started");
        int exit =
                new Guard(stack, interrupted)
                        .run(() -> demonstrate(stack, patience, wish, images, arguments));
        Caches.makeLater(checkout, terminal);
        return exit;
    }

    private static List<Path> images(Arguments arguments) {
        List<Path> images = arguments.rest().stream().map(Path::of).toList();
        for (Path image : images) {
            if (!Files.isReadable(image)) {
                throw new UsageError("cannot read " + image);
            }
        }
        return images;
    }

    /// @param images how many were given
    static Wish wish(Arguments arguments, int images) {
        Wish wish =
                new Wish(
                        arguments.analyses(),
                        arguments.option("--height-cm"),
                        arguments.option("--sex"),
                        arguments.said());
        if (wish.analyses().contains("body") && images > wish.mostPictures()) {
            throw new UsageError(
                    "a body is shown by at most " + wish.mostPictures() + " pictures: front, side");
        }
        return wish;
    }

    private int demonstrate(
            DemoStack stack, Duration patience, Wish wish, List<Path> images, Arguments arguments)
            throws IOException, InterruptedException {
        try (var memory = new MemoryPeak(stack.parts(), stack.supervisorPid())) {
            if (!new StartProgress(terminal, patience).follow(stack.parts())) {
                terminal.say("not all parts are healthy");
                return failed(stack);
            }
            Instant started = Instant.now();
            Optional<Path> out = arguments.out();
            Path drawn = out.isPresent() ? out.get() : Files.createTempDirectory("dermflow-drawn-");
            int exit =
                    new RunDemo(stack.gateway(), terminal, arguments.has("--json"), drawn)
                            .run(wish, images);
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
