package io.dermflow.stack.process;

import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.time.Duration;

/// How one part of the stack is started, asked for its health and stopped. A [Child] calls all of
/// it on one thread.
public interface Recipe {

    Part part();

    /// Which process of the part.
    default Instance instance() {
        return Instance.first(part());
    }

    /// Runs before each start: heals what a crash left behind. Idempotent.
    default void prepare() throws IOException, InterruptedException {}

    Launch launch() throws IOException, InterruptedException;

    /// Whether the process does its work. Answers within two seconds.
    boolean healthy();

    /// Runs after each start, once [#healthy()] holds; the part counts as healthy only afterwards.
    /// Idempotent.
    default void settle() throws IOException {}

    /// What asks the process to end in good order.
    default Signal stopSignal() {
        return Signal.TERM;
    }

    /// How long it may take over that before it is killed.
    Duration grace();
}
