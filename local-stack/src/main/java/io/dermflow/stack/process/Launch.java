package io.dermflow.stack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What to start: a command line, what it adds to this process's environment, and the file its
/// output is appended to. Never logged, because environments hold secrets.
public record Launch(List<String> command, Map<String, String> environment, Path log) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return "Launch[" + command.getFirst() + "]";
    }
}
