package io.dermflow.stack.command;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.terminal.Terminal;
import java.io.Console;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `user add EMAIL --role ROLE`: makes an account with a role, through the running ingest-service.
final class AddUser implements Command {

    private static final Set<String> ROLES = Set.of("admin", "labeler", "partner", "user");

    private final Checkout checkout;
    private final Terminal terminal;

    AddUser(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) throws IOException, InterruptedException {
        var arguments = Arguments.parse(words, Set.of("--port", "--data", "--role", "--password"));
        if (arguments.rest().size() != 2 || !arguments.rest().getFirst().equals("add")) {
            throw new UsageError("user add EMAIL --role " + String.join("|", ROLES));
        }
        String email = arguments.rest().get(1);
        String role = arguments.option("--role").orElse("user");
        if (!ROLES.contains(role)) {
            throw new UsageError("there is no role " + role + "; roles are " + ROLES);
        }
        Optional<RunningStack> stack = RunningStack.find(checkout, arguments);
        if (stack.isEmpty()) {
            terminal.say("no stack runs; start one with ./dermflow up");
            return 1;
        }
        String password = arguments.option("--password").orElseGet(AddUser::ask);
        String refusal =
                new AccountsClient(IngestDoor.of(stack.get())).ensure(email, password, role);
        terminal.say(refusal.isEmpty() ? email + " is a user with role " + role : refusal);
        return refusal.isEmpty() ? 0 : 1;
    }

    private static String ask() {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return "";
        }
        char[] password = console.readPassword("Password (none if the account exists): ");
        return password == null ? "" : new String(password);
    }
}
