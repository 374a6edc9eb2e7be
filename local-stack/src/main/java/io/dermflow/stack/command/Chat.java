package io.dermflow.stack.command;

import io.dermflow.stack.demo.RunChat;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `chat [MESSAGE] [--email EMAIL --password WORD]`: talks with the running stack's assistant, one
/// question or a line at a time; without an account as a new user.
final class Chat implements Command {

    private final Checkout checkout;
    private final Terminal terminal;

    Chat(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) throws IOException, InterruptedException {
        var arguments = Arguments.parse(words, Set.of("--port", "--data", "--email", "--password"));
        Optional<RunningStack> stack = RunningStack.find(checkout, arguments);
        if (stack.isEmpty()) {
            terminal.say("no stack runs; start one with ./dermflow up");
            return 1;
        }
        RunChat chat = chat(stack.get().client().status().gateway(), arguments);
        String message = String.join(" ", arguments.rest());
        return message.isBlank()
                ? chat.converse(
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8)))
                : chat.ask(message);
    }

    private RunChat chat(URI gateway, Arguments arguments) {
        Optional<String> email = arguments.option("--email");
        if (email.isEmpty()) {
            return RunChat.asSomebodyNew(gateway, terminal);
        }
        String password =
                arguments
                        .option("--password")
                        .orElseThrow(() -> new UsageError("--email needs --password"));
        return RunChat.as(gateway, terminal, email.get(), password);
    }
}
