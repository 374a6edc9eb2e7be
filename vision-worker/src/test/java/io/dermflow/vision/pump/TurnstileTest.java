package io.dermflow.vision.pump;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private static final Duration NOW = Duration.ZERO;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Turnstile turnstile = new Turnstile();

    @Test
    void letsTheNextSlotInWhenAFreshRecordIsPassedOn() throws Exception {
        try (var first = turnstile.enter()) {
            first.passOn();

            try (var second = turnstile.enter()) {
                second.passOn();
                assertThat(turnstile.queueing()).isZero();
            }
        }
    }

    @Test
    void keepsOthersOutWhileASuspectIsHeld() throws Exception {
        CompletableFuture<Void> entered;
        try (var _ = turnstile.enter()) {
            entered = enterElsewhere();
            awaitQueueing(1);

            assertThat(entered).isNotDone();
        }
        entered.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void makesASuspectWaitForThoseAtWork() throws Exception {
        var fresh = turnstile.enter();
        fresh.passOn();
        try (var suspect = turnstile.enter()) {
            assertThat(suspect.awaitOthers(NOW)).isFalse();

            fresh.close();

            assertThat(suspect.awaitOthers(SOON)).isTrue();
        }
    }

    @Test
    void wakesTheSuspectWhenTheLastOneFinishes() throws Exception {
        var one = turnstile.enter();
        one.passOn();
        var two = turnstile.enter();
        two.passOn();
        var waits = new CountDownLatch(1);
        var alone =
                CompletableFuture.supplyAsync(() -> {
                    try (var suspect = turnstile.enter()) {
                        waits.countDown();
                        return suspect.awaitOthers(SOON);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        waits.await();
        one.close();
        assertThat(alone).isNotDone();

        two.close();

        assertThat(alone.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void nobodyStartsBetweenASuspectsWaitAndItsWork() throws Exception {
        CompletableFuture<Void> entered;
        try (var suspect = turnstile.enter()) {
            assertThat(suspect.awaitOthers(NOW)).isTrue();
            entered = enterElsewhere();
            awaitQueueing(1);

            assertThat(suspect.awaitOthers(NOW)).isTrue();
            assertThat(entered).isNotDone();
        }
        entered.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private CompletableFuture<Void> enterElsewhere() {
        return CompletableFuture.runAsync(() -> {
            try (var turn = turnstile.enter()) {
                turn.passOn();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void awaitQueueing(int slots) {
        long end = System.nanoTime() + SOON.toNanos();
        while (turnstile.queueing() != slots) {
            assertThat(System.nanoTime()).as("nobody came to the turnstile").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
