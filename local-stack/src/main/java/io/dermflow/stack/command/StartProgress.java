package io.dermflow.stack.command;

import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.PartState;
import io.dermflow.stack.part.PartStatus;
import io.dermflow.stack.process.LogFile;
import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Says what becomes healthy while a stack starts, and gives up on a part that ends again and
/// again, or when its patience is over: then it says what it was still waiting for.
final class StartProgress {

    /// Minutes; the option `--patience` wins.
    static final String PATIENCE = "DERMFLOW_PATIENCE";

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int HOPELESS_RESTARTS = 5;
    private static final int TAIL_LINES = 15;

    private final Terminal terminal;
    private final Duration patience;
    private final long begin = System.nanoTime();
    private final Set<Instance> announced = new HashSet<>();

    /// @param patience how long the start may take
    StartProgress(Terminal terminal, Duration patience) {
        this.terminal = terminal;
        this.patience = patience;
    }

    /// Where the states come from: a stack in this process, or a supervisor.
    interface Parts {
        List<PartStatus> now() throws IOException, InterruptedException;
    }

    /// @return whether all parts became healthy
    boolean follow(Parts parts) throws IOException, InterruptedException {
        var never = new CountDownLatch(1);
        List<PartStatus> now = List.of();
        while (System.nanoTime() - begin < patience.toNanos()) {
            now = parts.now();
            now.forEach(this::announce);
            if (now.stream().allMatch(status -> status.state() == PartState.HEALTHY)) {
                return true;
            }
            for (PartStatus status : now) {
                if (status.restarts() >= HOPELESS_RESTARTS) {
                    explain(status);
                    return false;
                }
            }
            never.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        giveUp(now);
        return false;
    }

    private void giveUp(List<PartStatus> last) {
        String waitedFor =
                last.stream()
                        .filter(status -> status.state() != PartState.HEALTHY)
                        .map(status ->
                                status.instance().shortName()
                                        + " ("
                                        + status.state().shortName()
                                        + ")")
                        .collect(Collectors.joining(", "));
        terminal.say(
                "gave up after "
                        + patience.toMinutes()
                        + " min, still waiting for: "
                        + waitedFor
                        + "; on a slow machine --patience MINUTES waits longer");
    }

    private void announce(PartStatus status) {
        if (status.state() == PartState.HEALTHY && announced.add(status.instance())) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            terminal.say(
                    String.format(
                            Locale.ROOT,
                            "  %-9s healthy after %4.1f s",
                            status.instance().shortName(),
                            seconds));
        }
    }

    private void explain(PartStatus status) throws IOException {
        terminal.say(status.instance().shortName() + " ends again and again; its log says:");
        LogFile.tail(status.log(), TAIL_LINES).forEach(line -> terminal.say("  " + line));
    }
}
