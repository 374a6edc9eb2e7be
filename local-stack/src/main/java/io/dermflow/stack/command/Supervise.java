package io.dermflow.stack.command;

import io.dermflow.stack.LocalStack;
import io.dermflow.stack.StackOptions;
import io.dermflow.stack.control.ControlServer;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What `up` leaves behind: keeps the parts of a stack running until it is asked to end, by `down`
/// or by SIGTERM.
final class Supervise implements Command {

    private static final Logger log = LoggerFactory.getLogger(Supervise.class);
    static final Set<String> OPTIONS =
            Set.of("--port", "--data", "--without", "--instances", "--partners");

    // The worker's drain and the other parts' grace.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(90);

    private final Checkout checkout;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    Supervise(Checkout checkout) {
        this.checkout = checkout;
    }

    @Override
    public int run(List<String> words) throws IOException, InterruptedException {
        var arguments = Arguments.parse(words, OPTIONS);
        var data = new DataDirectory(arguments.data().orElse(checkout.root().resolve("data")));
        var options =
                new StackOptions(checkout, data, arguments.port(), arguments.without(), Map.of())
                        .instances(arguments.instances())
                        .partners(arguments.partners());
        Runtime.getRuntime().addShutdownHook(new Thread(this::onTerm, "on-term"));
        try (LocalStack stack = LocalStack.start(options);
                var _ = ControlServer.open(stack, asked::countDown)) {
            log.info("supervising data={} gateway={}", data.root(), stack.gateway());
            asked.await();
        } finally {
            ended.countDown();
        }
        log.info("all parts are stopped");
        return 0;
    }

    private void onTerm() {
        asked.countDown();
        try {
            ended.await(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
