package io.dermflow.stack.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// The signals the launcher sends. Java itself knows only TERM and KILL.
public enum Signal {
    TERM,
    INT,
    KILL,
    STOP,
    CONT;

    /// Sends the signal. A process that has ended meanwhile is none of our concern.
    public void send(long pid) throws IOException {
        var kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid));
        kill.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            kill.start().waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Sends the signal to a process and all it started: PostgreSQL serves each connection in a
    /// process of its own.
    void sendToTree(Process root) throws IOException {
        send(root.pid());
        for (ProcessHandle descendant : root.descendants().toList()) {
            send(descendant.pid());
        }
    }
}
