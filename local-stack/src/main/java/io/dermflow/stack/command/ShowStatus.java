package io.dermflow.stack.command;

import io.dermflow.stack.control.StatusDocument;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `status [--json]`: exit 0 when a stack runs, 1 when none does.
final class ShowStatus implements Command {

    private final Checkout checkout;
    private final Terminal terminal;

    ShowStatus(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) throws IOException, InterruptedException {
        var arguments = Arguments.parse(words, Set.of("--port", "--data", "--json"));
        Optional<RunningStack> stack = RunningStack.find(checkout, arguments);
        if (stack.isEmpty()) {
            terminal.say("no stack runs; start one with ./dermflow up");
            return 1;
        }
        StatusDocument status = stack.get().client().status();
        if (arguments.has("--json")) {
            terminal.result(status.json());
        } else {
            StatusTable.print(status, terminal);
        }
        return 0;
    }
}
