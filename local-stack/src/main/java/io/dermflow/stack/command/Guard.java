package io.dermflow.stack.command;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends a demo's stack exactly once: after the work, or when the user interrupts it.
final class Guard {

    private static final Logger log = LoggerFactory.getLogger(Guard.class);

    private final DemoStack stack;
    private final Runnable onInterrupt;
    private final AtomicBoolean ended = new AtomicBoolean();

    Guard(DemoStack stack, Runnable onInterrupt) {
        this.stack = stack;
        this.onInterrupt = onInterrupt;
    }

    interface Work {
        int run() throws IOException, InterruptedException;
    }

    int run(Work work) throws IOException, InterruptedException {
        var hook = new Thread(this::onShutdown, "end-of-demo");
        Runtime.getRuntime().addShutdownHook(hook);
        int exit = 1;
        try {
            exit = work.run();
            return exit;
        } finally {
            end(exit == 1);
        }
    }

    private void end(boolean keepData) throws IOException, InterruptedException {
        if (!ended.getAndSet(true)) {
            stack.end().run(keepData);
        }
    }

    private void onShutdown() {
        try {
            if (!ended.get()) {
                onInterrupt.run();
                end(false);
            }
        } catch (IOException e) {
            log.error("the stack could not be stopped in good order", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
