package io.dermflow.vision.pump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.http.DependencyUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration NEVER = Duration.ofMinutes(1);
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final AtomicInteger halts = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void handsOutWhatTheWorkReturns() throws Exception {
        assertThat(patience(NEVER).during(quiet(), () -> 42)).isEqualTo(42);
    }

    @Test
    void handsOutWhatTheWorkThrows() {
        assertThatThrownBy(() ->
                        patience(NEVER)
                                .during(
                                        quiet(),
                                        () -> {
                                            throw new DependencyUnavailable("x", "scripted", null);
                                        }))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(DependencyUnavailable.class);
    }

    @Test
    void haltsTheProcessWhenNativeCodeHangs() throws Exception {
        var halted = new CountDownLatch(1);
        var run = quiet();
        var patience =
                new Patience(
                        held(),
                        limits(AT_ONCE),
                        threads,
                        () -> {
                            halts.incrementAndGet();
                            halted.countDown();
                        });

        patience.during(run, () -> run.nativeStep("hang", () -> await(halted)));

        assertThat(halts).hasPositiveValue();
    }

    @Test
    void leavesSlowWorkOutsideOfNativeCodeAlone() throws Exception {
        var run = quiet();
        var ticks = new AtomicInteger();
        var patience = new Patience(held(), limits(AT_ONCE), threads, halts::incrementAndGet);

        patience.during(
                run,
                () -> {
                    long end = System.nanoTime() + Duration.ofMillis(50).toNanos();
                    while (System.nanoTime() < end) {
                        ticks.incrementAndGet();
                    }
                    return ticks;
                });

        assertThat(halts).hasValue(0);
    }

    @Test
    void givesUpAStepBeyondItsLimitAndInterruptsIt() throws Exception {
        var run = limited("slow", 20);
        var never = new CountDownLatch(1);
        var patience = patience(HALF_A_SECOND);

        assertThatThrownBy(() -> patience.during(run, () -> run.step("slow", () -> await(never))))
                .hasCauseInstanceOf(StepTimedOut.class);
        patience.untilQuiet(run);

        assertThat(run.timedOut()).containsExactly("slow");
        assertThat(halts).hasValue(0);
    }

    /// Native code hears of no interruption: what it works on is freed when it has returned.
    @Test
    void freesNothingThatAGivenUpNativeStepStillWorksOn() throws Exception {
        var run = limited("deaf", 20);
        var mayReturn = new CountDownLatch(1);
        var freed = new CountDownLatch(1);
        var patience = patience(NEVER);

        assertThatThrownBy(() ->
                        patience.during(
                                run,
                                () -> {
                                    try {
                                        return run.nativeStep("deaf", () -> awaitDeaf(mayReturn));
                                    } finally {
                                        run.whenQuiet(freed::countDown);
                                    }
                                }))
                .hasCauseInstanceOf(StepTimedOut.class);

        assertThat(run.leftBehind().awaitQuiet(AT_ONCE)).isFalse();
        assertThat(freed.getCount()).isOne();
        mayReturn.countDown();
        patience.untilQuiet(run);
        assertThat(freed.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void haltsTheProcessWhenWhatWasLeftBehindDoesNotReturn() throws Exception {
        var run = limited("deaf", 1);
        var halted = new CountDownLatch(1);
        var patience =
                new Patience(
                        held(),
                        limits(HALF_A_SECOND),
                        threads,
                        () -> {
                            halts.incrementAndGet();
                            halted.countDown();
                        });

        assertThat(run.optional("deaf", () -> awaitDeaf(halted))).isEmpty();
        patience.untilQuiet(run);

        assertThat(halts).hasPositiveValue();
    }

    @Test
    void endsAPauseEarlyWhenThereIsEnough() {
        long start = System.nanoTime();

        patience(NEVER).pause(NEVER, () -> true);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NEVER);
    }

    private Patience patience(Duration stageLimit) {
        return new Patience(held(), limits(stageLimit), threads, halts::incrementAndGet);
    }

    private static StageLimits limits(Duration stageLimit) {
        return new StageLimits(3, stageLimit, NEVER, NEVER);
    }

    private static Held held() {
        var consumer = new MockShareConsumer<String, byte[]>();
        return new Held(
                consumer,
                new ConsumerRecord<>("jobs", 0, 0, "key", new byte[0]),
                new FetchCount(consumer));
    }

    private static JobRun quiet() {
        return new JobRun((_, _) -> {});
    }

    private static JobRun limited(String step, long millis) {
        var limits = new StepLimits(NEVER, Map.of(step, Duration.ofMillis(millis)));
        return new JobRun(limits, (_, _) -> {});
    }

    /// As native code waits.
    private static boolean awaitDeaf(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
        return true;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
