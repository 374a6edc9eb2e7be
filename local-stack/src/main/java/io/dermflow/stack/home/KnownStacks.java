package io.dermflow.stack.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The data directories stacks of this checkout were started on, the latest last, so that commands
/// without `--data` find theirs.
public final class KnownStacks {

    private static final int KEPT = 20;

    private final Path file;

    public KnownStacks(Checkout checkout) {
        this.file = checkout.scratch().resolve("started");
    }

    /// Remembers a stack as the one last started.
    public void add(DataDirectory data) throws IOException {
        Files.createDirectories(file.getParent());
        List<String> lines = new ArrayList<>(lines());
        lines.remove(data.root().toString());
        lines.add(data.root().toString());
        int from = Math.max(0, lines.size() - KEPT);
        OwnerOnly.write(file, String.join("\n", lines.subList(from, lines.size())) + "\n");
    }

    /// The stack last started, or, with a port, the one last started whose gateway has it.
    public Optional<DataDirectory> last(OptionalInt gatewayPort) throws IOException {
        for (String line : lines().reversed()) {
            var data = new DataDirectory(Path.of(line));
            if (Files.exists(data.stackFile()) && matches(data, gatewayPort)) {
                return Optional.of(data);
            }
        }
        return Optional.empty();
    }

    private static boolean matches(DataDirectory data, OptionalInt gatewayPort) throws IOException {
        return gatewayPort.isEmpty() || Ports.rememberedGateway(data).equals(gatewayPort);
    }

    private List<String> lines() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
