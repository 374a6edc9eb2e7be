package io.dermflow.stack.command;

import io.dermflow.stack.control.ControlClient;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.KnownStacks;
import java.io.IOException;
import java.util.Optional;

/// The stack a command is about: the one of `--data`, or of `--port`, or the one last started from
/// this checkout.
record RunningStack(DataDirectory data, ControlClient client) {

    static Optional<RunningStack> find(Checkout checkout, Arguments arguments)
            throws IOException, InterruptedException {
        Optional<DataDirectory> data = arguments.data().map(DataDirectory::new);
        if (data.isEmpty()) {
            data = new KnownStacks(checkout).last(arguments.port());
        }
        if (data.isEmpty()) {
            return Optional.empty();
        }
        DataDirectory found = data.get();
        return ControlClient.find(found).map(client -> new RunningStack(found, client));
    }
}
