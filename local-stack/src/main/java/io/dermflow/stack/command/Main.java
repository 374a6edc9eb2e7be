package io.dermflow.stack.command;

import io.dermflow.stack.MissingJar;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.PortTaken;
import io.dermflow.stack.home.StackLock;
import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.util.List;

/// The commands of `./dermflow` and what stands behind each. `build`, `test` and `logs` are the
/// script's own; `supervise` is what `up` leaves behind, `caches` what `up` and `demo` do, and
/// `vision-main` what `card` and `model try` are.
final class Main {

    private Main() {}

    static void main(String[] arguments) throws InterruptedException {
        Terminal terminal = Terminal.standard();
        System.exit(run(List.of(arguments), Checkout.here(), terminal));
    }

    static int run(List<String> arguments, Checkout checkout, Terminal terminal)
            throws InterruptedException {
        if (arguments.isEmpty()) {
            terminal.say("a command is missing; ./dermflow help lists them");
            return 1;
        }
        try {
            return command(arguments.getFirst(), checkout, terminal)
                    .run(arguments.subList(1, arguments.size()));
        } catch (UsageError
                | PortTaken
                | StackLock.AlreadyRunning
                | MissingJar
                | SupervisorDown e) {
            terminal.say("dermflow: " + e.getMessage());
            return 1;
        } catch (IOException e) {
            terminal.say("dermflow: " + e);
            return 1;
        }
    }

    private static Command command(String name, Checkout checkout, Terminal terminal) {
        return switch (name) {
            case "up" -> new Up(checkout, terminal);
            case "down" -> new Down(checkout, terminal);
            case "status" -> new ShowStatus(checkout, terminal);
            case "replace" -> new Replace(checkout, terminal);
            case "backup" -> new Backup(checkout, terminal);
            case "restore" -> new Restore(checkout, terminal);
            case "user" -> new AddUser(checkout, terminal);
            case "dead-letters" -> new DeadLetters(checkout, terminal);
            case "demo" -> new Demo(checkout, terminal);
            case "chat" -> new Chat(checkout, terminal);
            case "caches" -> new Caches(checkout, terminal);
            case "supervise" -> new Supervise(checkout);
            case "vision-main" -> new RunVisionMain(checkout);
            default -> throw new UsageError("there is no command " + name);
        };
    }
}
