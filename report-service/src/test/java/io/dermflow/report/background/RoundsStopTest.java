package io.dermflow.report.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RoundsStopTest {

    /// Half the patience that `stop` has with a round under way.
    @Test
    @Timeout(5)
    void stopsWithoutWaitingForTheNextRound() {
        var rounds = new Rounds("idle", Duration.ofMinutes(1), () -> {});
        rounds.start();

        rounds.stop();

        assertThat(rounds.isRunning()).isFalse();
    }

    @Test
    @Timeout(20)
    void stopsAfterTheRoundThatIsUnderWay() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var rounds =
                new Rounds(
                        "busy",
                        Duration.ofMillis(1),
                        () -> {
                            begun.countDown();
                            awaitQuietly(mayEnd);
                            ended.countDown();
                        });
        rounds.start();
        begun.await();
        Thread stopping = Thread.ofVirtual().start(rounds::stop);

        mayEnd.countDown();
        stopping.join();

        assertThat(ended.getCount()).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
