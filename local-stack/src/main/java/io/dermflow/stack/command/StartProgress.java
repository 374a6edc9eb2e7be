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

/// Says what becomes healthy while a stack starts, and gives up on a part that ends again and
/// again.
final class StartProgress {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int HOPELESS_RESTARTS = 5;
    private static final int TAIL_LINES = 15;

    private final Terminal terminal;
    private final long begin = System.nanoTime();
    private final Set<Instance> announced = new HashSet<>();

    StartProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Where the states come from: a stack in this process, or a supervisor.
    interface Parts {
        List<PartStatus> now() throws IOException, InterruptedException;
    }

    /// @return whether all parts became healthy
    boolean follow(Parts parts) throws IOException, InterruptedException {
        var never = new CountDownLatch(1);
        while (System.nanoTime() - begin < LIMIT.toNanos()) {
            List<PartStatus> now = parts.now();
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
        terminal.say("gave up after " + LIMIT.toMinutes() + " minutes");
        return false;
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
