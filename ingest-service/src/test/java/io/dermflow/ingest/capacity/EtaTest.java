package io.dermflow.ingest.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EtaTest {

    @Test
    void aloneItIsTheStagesOwnTimes() {
        Eta eta = Eta.queued(load(0, 2, 0, 2), 0).orElseThrow();

        assertThat(eta).isEqualTo(new Eta(2, 4));
    }

    /// Eight slots of one second: the 80th in line is taken after 72 ends, 9 s; then one second in
    /// each stage.
    @Test
    void inALineItIsTheEndsAheadOverTheSlots() {
        Eta eta = Eta.queued(load(80, 2, 0, 4), 79).orElseThrow();

        assertThat(eta.median()).isEqualTo(9 + 2, within(1e-9));
        double spread = 1.2816 * Math.sqrt(72) * 0.3 / 8;
        assertThat(eta.p90()).isEqualTo(9 + spread + 4, within(1e-9));
    }

    /// Four slots in the narrative stage, eight before it: its line decides.
    @Test
    void theSlowerStageDecides() {
        Eta eta = Eta.queued(load(80, 2, 40, 1), 79).orElseThrow();

        assertThat(eta.median()).isEqualTo((79 + 40 + 1 - 4) / 4.0 + 1, within(1e-9));
    }

    @Test
    void neverShrinksWithThePlaceInLine() {
        double before = 0;
        for (long ahead = 0; ahead < 50; ahead++) {
            Eta eta = Eta.queued(load(50, 2, 5, 1), ahead).orElseThrow();
            assertThat(eta.median()).isGreaterThanOrEqualTo(before);
            assertThat(eta.p90()).isGreaterThanOrEqualTo(eta.median());
            before = eta.median();
        }
    }

    @Test
    void aBegunCaptureWaitsOnlyForWhatIsLeft() {
        Load load = load(80, 2, 0, 2);

        assertThat(Eta.inVision(load)).contains(new Eta(2, 4));
        assertThat(Eta.inNarrative(load)).contains(new Eta(1, 2));
    }

    @Test
    void nobodyCanSayWithoutSlotsOrMeasuredTimes() {
        var unmeasured = new StageLoad(Stage.VISION, 0, StageTimes.UNMEASURED, Loads.workers(1));

        assertThat(Eta.queued(load(0, 0, 0, 1), 0)).isEmpty();
        assertThat(Eta.queued(load(0, 1, 0, 0), 0)).isEmpty();
        assertThat(Eta.queued(Loads.load(0, unmeasured), 0)).isEmpty();
    }

    private static Load load(long vision, int visionWorkers, long narrative, int narrativeWorkers) {
        return new Load(
                Instant.EPOCH,
                0,
                List.of(
                        Loads.stage(Stage.VISION, vision, Loads.workers(visionWorkers)),
                        Loads.stage(Stage.NARRATIVE, narrative, Loads.workers(narrativeWorkers))),
                true);
    }
}
