package io.dermflow.vision.pump;

import java.util.Optional;

/// A reason not to take jobs now.
@FunctionalInterface
public interface Gate {

    /// Why no job should be taken, one short word for logs and health; empty when all is well.
    /// Cheap: asked before every poll.
    Optional<String> closed();
}
