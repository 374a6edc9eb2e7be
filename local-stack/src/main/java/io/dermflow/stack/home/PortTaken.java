package io.dermflow.stack.home;

/// Somebody else listens on the port the gateway was to have.
public final class PortTaken extends RuntimeException {

    PortTaken(int number) {
        super("port " + number + " is taken by another program; choose one with --port N");
    }
}
