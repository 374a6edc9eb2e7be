package io.dermflow.stack.command;

/// The command line can't be understood.
final class UsageError extends RuntimeException {

    UsageError(String message) {
        super(message);
    }
}
