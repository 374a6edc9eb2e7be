package io.dermflow.stack.terminal;

import java.io.PrintStream;

/// The two streams of a command: results go to `out`, everything else to `err`.
public record Terminal(PrintStream out, PrintStream err) {

    public static Terminal standard() {
        return new Terminal(System.out, System.err);
    }

    public void result(String line) {
        out.println(line);
    }

    /// Part of a result, at once.
    public void write(String part) {
        out.print(part);
        out.flush();
    }

    public void say(String line) {
        err.println(line);
    }
}
