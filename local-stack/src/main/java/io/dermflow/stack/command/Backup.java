package io.dermflow.stack.command;

import io.dermflow.stack.backup.TakeBackup;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `backup DIR`: a copy of a running stack's database, buckets and keys.
final class Backup implements Command {

    private final Checkout checkout;
    private final Terminal terminal;

    Backup(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) throws IOException, InterruptedException {
        var arguments = Arguments.parse(words, Set.of("--port", "--data"));
        Path folder = arguments.folder("backup");
        Optional<RunningStack> stack = RunningStack.find(checkout, arguments);
        if (stack.isEmpty()) {
            terminal.say("no stack runs; a stopped one is copied with its data folder");
            return 1;
        }
        int port =
                stack.get().client().status().parts().stream()
                        .filter(part -> part.part() == Part.POSTGRES)
                        .findFirst()
                        .orElseThrow(() -> new UsageError("postgres is not part of that stack"))
                        .address()
                        .getPort();
        new TakeBackup(stack.get().data(), port).into(folder);
        terminal.say("the copy is in " + folder + "; it holds passwords and keys");
        return 0;
    }
}
