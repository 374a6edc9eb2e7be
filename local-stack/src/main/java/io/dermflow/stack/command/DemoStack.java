package io.dermflow.stack.command;

import io.dermflow.stack.LocalStack;
import io.dermflow.stack.StackOptions;
import io.dermflow.stack.control.ControlClient;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.FileTree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The stack a demo runs against: one of its own that ends with it, one that is left up, or one
/// that was up already.
///
/// @param supervisorPid of the process that keeps the parts running
/// @param end stops what the demo started, and only that
record DemoStack(
        URI gateway, DataDirectory data, StartProgress.Parts parts, long supervisorPid, End end) {

    interface End {

        /// @param keepData whether a data directory made for this demo stays, for its logs
        void run(boolean keepData) throws IOException, InterruptedException;
    }

    static DemoStack open(Checkout checkout, Arguments arguments)
            throws IOException, InterruptedException {
        Optional<Path> given = arguments.data();
        if (given.isPresent()) {
            Optional<ControlClient> running = ControlClient.find(new DataDirectory(given.get()));
            if (running.isPresent()) {
                return supervised(running.get());
            }
        }
        Path data = given.isPresent() ? given.get() : Files.createTempDirectory("dermflow-demo-");
        OptionalInt port =
                arguments.port().isPresent() || given.isPresent()
                        ? arguments.port()
                        : OptionalInt.of(0);
        return arguments.has("--keep")
                ? supervised(
                        new Supervisor(checkout, new DataDirectory(data))
                                .start(port, 1, Set.of(), Set.of()))
                : own(checkout, data, port, given.isEmpty());
    }

    private static DemoStack supervised(ControlClient client)
            throws IOException, InterruptedException {
        var status = client.status();
        return new DemoStack(
                status.gateway(),
                new DataDirectory(status.data()),
                () -> client.status().parts(),
                status.supervisorPid(),
                _ -> {});
    }

    /// In this process, so that it ends with the demo whatever ends that.
    private static DemoStack own(Checkout checkout, Path data, OptionalInt port, boolean temporary)
            throws IOException {
        var directory = new DataDirectory(data);
        LocalStack stack =
                LocalStack.start(new StackOptions(checkout, directory, port, Set.of(), Map.of()));
        End end =
                keepData -> {
                    stack.close();
                    if (temporary && !keepData) {
                        FileTree.delete(data);
                    }
                };
        long self = ProcessHandle.current().pid();
        return new DemoStack(stack.gateway(), directory, stack::status, self, end);
    }
}
