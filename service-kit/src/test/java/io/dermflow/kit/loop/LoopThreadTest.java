package io.dermflow.kit.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoopThreadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch inTurn = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicReference<String> turn = new AtomicReference<>("none");
    private @Nullable LoopThread thread;

    @Test
    void stopWaitsForTheEndOfTheTurn() throws InterruptedException {
        LoopThread loop = started();

        assertThat(loop.alive()).isTrue();
        mayEnd.countDown();
        loop.stop();

        assertThat(turn).hasValue("whole");
        assertThat(loop.goesOn()).isFalse();
        assertThat(loop.alive()).isFalse();
    }

    @Test
    void interruptEndsTheTurn() throws InterruptedException {
        LoopThread loop = started();

        loop.interrupt();

        assertThat(turn).hasValue("interrupted");
        assertThat(loop.alive()).isFalse();
    }

    private LoopThread started() throws InterruptedException {
        var loop = new LoopThread("loop", PATIENCE, this::turns);
        thread = loop;
        loop.start();
        assertThat(inTurn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return loop;
    }

    private void turns() {
        while (thread != null && thread.goesOn()) {
            inTurn.countDown();
            try {
                mayEnd.await();
                turn.set("whole");
            } catch (InterruptedException e) {
                turn.set("interrupted");
                return;
            }
        }
    }
}
