package io.dermflow.vision.pump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.http.DependencyUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration NEVER = Duration.ofMinutes(1);
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

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
