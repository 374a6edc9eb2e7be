package io.dermflow.stack.process;

import java.nio.file.Path;
import java.util.List;

/// What to run of a service.
///
/// @param options of the JVM that belong to this jar
public record Program(Path jar, List<String> options) {

    public Program {
        options = List.copyOf(options);
    }

    /// With no options of its own.
    public static Program plain(Path jar) {
        return new Program(jar, List.of());
    }
}
