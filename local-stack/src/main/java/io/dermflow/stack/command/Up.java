package io.dermflow.stack.command;

import io.dermflow.stack.control.ControlClient;
import io.dermflow.stack.control.StatusDocument;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.KnownStacks;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `up [--without SERVICE]… [--instances 2] [--partners NAME,…] [--patience MINUTES]`: starts a
/// stack in the background and returns when it is healthy.
final class Up implements Command {

    private static final Set<String> OPTIONS =
            Stream.concat(Supervise.OPTIONS.stream(), Stream.of("--patience"))
                    .collect(Collectors.toUnmodifiableSet());

    private final Checkout checkout;
    private final Terminal terminal;

    Up(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) throws IOException, InterruptedException {
        var arguments = Arguments.parse(words, OPTIONS);
        Duration patience = arguments.patience(System.getenv(StartProgress.PATIENCE));
        var data = new DataDirectory(arguments.data().orElse(checkout.root().resolve("data")));
        ControlClient client = client(arguments, data);
        boolean healthy =
                new StartProgress(terminal, patience).follow(() -> client.status().parts());
        StatusDocument status = client.status();
        StatusTable.print(status, terminal);
        if (!healthy) {
            terminal.say(
                    "not all parts are healthy; ./dermflow logs shows why, ./dermflow down ends"
                            + " it");
            return 1;
        }
        for (Part part : arguments.without()) {
            terminal.say(
                    part.shortName()
                            + " is left out; its environment: "
                            + data.environmentFile(part));
        }
        Caches.makeLater(checkout, terminal);
        terminal.say("Dermflow is up: " + status.gateway());
        return 0;
    }

    private ControlClient client(Arguments arguments, DataDirectory data)
            throws IOException, InterruptedException {
        Optional<ControlClient> running = ControlClient.find(data);
        if (running.isPresent()) {
            terminal.say("a stack already runs on " + data.root());
            new KnownStacks(checkout).add(data);
            return running.get();
        }
        terminal.say("starting Dermflow on " + data.root());
        return new Supervisor(checkout, data)
                .start(
                        arguments.port(),
                        arguments.instances(),
                        arguments.partners(),
                        arguments.without());
    }
}
