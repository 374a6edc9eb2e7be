package io.dermflow.stack.command;

import io.dermflow.stack.backup.RestoreBackup;
import io.dermflow.stack.control.ControlClient;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// `restore DIR --data NEW`: puts a copy where the next `up` finds it.
final class Restore implements Command {

    private final Checkout checkout;
    private final Terminal terminal;

    Restore(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) throws IOException, InterruptedException {
        var arguments = Arguments.parse(words, Set.of("--data"));
        Path folder = arguments.folder("restore");
        var data = new DataDirectory(arguments.data().orElse(checkout.root().resolve("data")));
        if (ControlClient.find(data).isPresent()) {
            terminal.say("a stack runs on " + data.root() + "; restore into a new folder");
            return 1;
        }
        new RestoreBackup(folder).into(data);
        terminal.say("restored; start it with ./dermflow up --data " + data.root());
        return 0;
    }
}
