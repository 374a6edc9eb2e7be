package io.dermflow.stack.command;

import java.util.List;

/// A supervisor that was started didn't come up.
final class SupervisorDown extends RuntimeException {

    /// @param said the end of its log
    SupervisorDown(List<String> said) {
        super("the supervisor does not come up; it says:\n  " + String.join("\n  ", said));
    }
}
