package io.dermflow.stack.command;

import io.dermflow.stack.control.StatusDocument;
import io.dermflow.stack.part.PartStatus;
import io.dermflow.stack.terminal.Terminal;
import java.util.Locale;

/// The states of a stack as lines: name and address first (`kafka 127.0.0.1:8010`), then state, pid
/// and restarts.
final class StatusTable {

    private StatusTable() {}

    static void print(StatusDocument status, Terminal terminal) {
        status.parts().forEach(part -> terminal.result(line(part)));
        terminal.result("supervisor pid " + status.supervisorPid() + ", data in " + status.data());
    }

    private static String line(PartStatus part) {
        String host = part.address().getAddress().getHostAddress();
        String who = part.instance().shortName() + " " + host + ":" + part.address().getPort();
        String pid = part.pid().isPresent() ? "pid " + part.pid().getAsLong() : "";
        String restarts = part.restarts() > 0 ? "restarted " + part.restarts() + " times" : "";
        String state = part.state().shortName();
        return String.format(Locale.ROOT, "%-24s %-11s %-12s %s", who, state, pid, restarts)
                .stripTrailing();
    }
}
