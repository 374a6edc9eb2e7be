package io.dermflow.stack.command;

import io.dermflow.stack.control.ControlClient;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.KnownStacks;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.JavaCommand;
import io.dermflow.stack.process.LogFile;
import io.dermflow.stack.process.Spawner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Starts a supervisor that outlives the command which started it.
final class Supervisor {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private static final int TAIL_LINES = 5;

    private final Checkout checkout;
    private final DataDirectory data;

    Supervisor(Checkout checkout, DataDirectory data) {
        this.checkout = checkout;
        this.data = data;
    }

    /// Returns when the supervisor answers; its parts may still be starting.
    ///
    /// @throws SupervisorDown if it doesn't come up
    ControlClient start(OptionalInt port, int instances, Set<String> partners, Set<Part> without)
            throws IOException, InterruptedException {
        data.prepare();
        Path log = data.logs().resolve("supervisor.log");
        LogFile.bound(log);
        Process process =
                new ProcessBuilder(commandLine(port, instances, partners, without))
                        .directory(checkout.root().toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        ControlClient client = await(process, log);
        new KnownStacks(checkout).add(data);
        return client;
    }

    private ControlClient await(Process process, Path log)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            boolean dead = process.waitFor(50, TimeUnit.MILLISECONDS);
            Optional<ControlClient> client = ControlClient.find(data);
            if (client.isPresent()) {
                return client.get();
            }
            if (dead) {
                break;
            }
        }
        process.destroy();
        throw new SupervisorDown(LogFile.tail(log, TAIL_LINES));
    }

    private List<String> commandLine(
            OptionalInt port, int instances, Set<String> partners, Set<Part> without) {
        List<String> command = new ArrayList<>();
        // A session of its own, so that neither Ctrl-C nor a closed terminal ends it.
        command.add(Spawner.works(List.of("setsid")) ? "setsid" : "nohup");
        command.addAll(List.of(JavaCommand.java(), "-XX:+UseSerialGC"));
        // Unpacking PostgreSQL takes a dictionary of 64 MB, once per checkout.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xms16m", "-Xmx160m"));
        command.addAll(List.of("-cp", JavaCommand.classPath(), Main.class.getName()));
        command.addAll(List.of("supervise", "--data", data.root().toString()));
        command.addAll(List.of("--instances", Integer.toString(instances)));
        partners.forEach(name -> command.addAll(List.of("--partners", name)));
        port.ifPresent(number -> command.addAll(List.of("--port", Integer.toString(number))));
        without.forEach(part -> command.addAll(List.of("--without", part.shortName())));
        return command;
    }
}
