package io.dermflow.stack.command;

import io.dermflow.stack.control.ControlClient;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `down`: stops a stack in order and returns when its supervisor has ended. Nothing running is
/// fine.
final class Down implements Command {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Checkout checkout;
    private final Terminal terminal;

    Down(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) throws IOException, InterruptedException {
        var arguments = Arguments.parse(words, Set.of("--port", "--data"));
        Optional<RunningStack> stack = RunningStack.find(checkout, arguments);
        if (stack.isEmpty()) {
            terminal.say("no stack runs");
            return 0;
        }
        terminal.say("stopping the stack on " + stack.get().data().root());
        return end(stack.get().client()) ? 0 : 1;
    }

    private boolean end(ControlClient client) throws IOException, InterruptedException {
        Optional<ProcessHandle> supervisor = client.process();
        client.down();
        if (supervisor.isEmpty()) {
            return true;
        }
        try {
            supervisor.get().onExit().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            terminal.say("all parts are stopped");
            return true;
        } catch (ExecutionException | TimeoutException _) {
            terminal.say("the supervisor has not ended after " + LIMIT.toSeconds() + " s");
            return false;
        }
    }
}
