package io.dermflow.stack.command;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.part.PartStatus;
import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `replace SERVICE`: new processes of a service from the jar that lies there now, while captures
/// are in flight. With two instances the service serves throughout.
final class Replace implements Command {

    private final Checkout checkout;
    private final Terminal terminal;

    Replace(Checkout checkout, Terminal terminal) {
        this.checkout = checkout;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) throws IOException, InterruptedException {
        var arguments = Arguments.parse(words, Set.of("--port", "--data"));
        Part service = service(arguments);
        Optional<RunningStack> stack = RunningStack.find(checkout, arguments);
        if (stack.isEmpty()) {
            terminal.say("no stack runs; start one with ./dermflow up --instances 2");
            return 1;
        }
        List<PartStatus> now = stack.get().client().status().parts();
        long instances = now.stream().filter(status -> status.part() == service).count();
        if (instances == 0) {
            throw new UsageError(service.shortName() + " is not part of that stack");
        }
        if (instances == 1) {
            terminal.say(
                    service.shortName()
                            + " has one instance and is away until the new one is up; nothing"
                            + " that was accepted is lost");
        }
        if (!stack.get().client().replace(service)) {
            terminal.say(
                    service.shortName()
                            + " could not be replaced; ./dermflow logs "
                            + service.shortName()
                            + " shows why");
            return 1;
        }
        terminal.say(service.shortName() + " is replaced");
        return 0;
    }

    private static Part service(Arguments arguments) {
        if (arguments.rest().size() != 1) {
            throw new UsageError("replace takes one service");
        }
        String name = arguments.rest().getFirst();
        return Part.named(name)
                .filter(Part::isService)
                .orElseThrow(() -> new UsageError("there is no service " + name));
    }
}
