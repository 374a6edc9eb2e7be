package io.dermflow.stack.command;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A command that has run, as `./dermflow` would run it.
///
/// @param result what it printed
/// @param said what it said beside that
record CommandRun(int exit, String result, String said) {

    static CommandRun of(Checkout checkout, List<String> words) throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(printing(out), printing(err));
        int exit = Main.run(words, checkout, terminal);
        return new CommandRun(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream printing(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
