package io.dermflow.vision.pump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.events.analysis.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobRunTest {

    private final List<String> reported = new ArrayList<>();
    private final JobRun run =
            new JobRun(
                    new StepLimits(Duration.ofMinutes(1), Map.of("slow", Duration.ofMillis(1))),
                    (step, _) -> reported.add(step));

    @Test
    void handsOutWhatAnOptionalStepReturnsInTime() {
        assertThat(run.optional("quick", () -> 42)).contains(42);
        assertThat(run.timedOut()).isEmpty();
        assertThat(run.timings()).extracting(Timing::step).containsExactly("quick");
    }

    @Test
    void goesOnWithoutAnOptionalStepThatTakesTooLong() throws InterruptedException {
        var mayReturn = new CountDownLatch(1);
        var freed = new CountDownLatch(1);

        assertThat(run.optional("slow", () -> await(mayReturn))).isEmpty();
        run.whenQuiet(freed::countDown);

        assertThat(run.timedOut()).containsExactly("slow");
        assertThat(run.optional("next", () -> 1)).contains(1);
        assertThat(reported).containsExactly("slow", "next");
        assertThat(freed.getCount()).as("the slow one still works on it").isOne();
        mayReturn.countDown();
        assertThat(freed.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void freesAtOnceWhenNothingWasLeftBehind() {
        // Often, because an answer that came before the step's end was seen once in hundreds.
        for (int i = 0; i < 2_000; i++) {
            var freed = new CountDownLatch(1);

            run.optional("quick", () -> 42);
            run.whenQuiet(freed::countDown);

            assertThat(freed.getCount()).isZero();
        }
    }

    @Test
    void handsOutWhatAnOptionalStepThrows() {
        assertThatThrownBy(() ->
                        run.optional(
                                "broken",
                                () -> {
                                    throw new IllegalArgumentException("scripted");
                                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scripted");
    }

    @Test
    void beginsNoFurtherStepOnceItWasGivenUp() {
        assertThatThrownBy(() ->
                        run.step(
                                "slow",
                                () -> {
                                    while (run.giveUpIfOverdue().isEmpty()) {
                                        Thread.onSpinWait();
                                    }
                                    return 1;
                                }))
                .isInstanceOf(StepTimedOut.class);

        assertThatThrownBy(() -> run.step("next", () -> 1)).isInstanceOf(StepTimedOut.class);
        assertThatThrownBy(() -> run.optional("next", () -> 1)).isInstanceOf(StepTimedOut.class);
        assertThat(reported).isEmpty();
        assertThat(run.giveUpIfOverdue()).as("only once").isEmpty();
    }

    @Test
    void countsAStepThatWasTakenOverOnceWithItsTimeOfThen() {
        run.takenOver("detect", Duration.ofMillis(4_200), Duration.ofMillis(3));
        run.takenOver("detect", Duration.ofMillis(4_200), Duration.ofMillis(4));

        assertThat(run.timings())
                .containsExactly(new Timing("detect", 4_200), new Timing("checkpoint:detect", 7));
        assertThat(reported).as("nobody did it now").isEmpty();
    }

    @Test
    void wasTriedBeforeWhereTheRecordCameBeforeOrSomethingMayBeLeft() {
        assertThat(run.triedBefore()).isFalse();
        run.whenSettled(() -> {});
        assertThat(run.triedBefore()).isTrue();
        assertThat(new JobRun(StepLimits.NONE, true, (_, _) -> {}).triedBefore()).isTrue();
    }

    /// Deaf to interruption, as native code is.
    private static boolean await(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
        return true;
    }
}
