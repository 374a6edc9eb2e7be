package io.dermflow.report.adjustment;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.UserId;
import io.dermflow.report.result.Edits;
import io.dermflow.report.result.Metrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final UserId ANYBODY = new UserId(UUID.randomUUID());
    private static final Metrics MEASURED =
            new Metrics(
                    Map.of("waist_circumference_cm", 75.0, "hip_circumference_cm", 99.0),
                    Edits.NONE,
                    0.8);

    private final Adjustment waist = correction(Map.of("waist_circumference_cm", 76.0));
    private final Adjustment both =
            correction(Map.of("waist_circumference_cm", 77.0, "hip_circumference_cm", 98.0));

    @Test
    void showsTheLatestCorrectionOfEachMeasure() {
        var shown = shown(waist, both);

        assertThat(shown.current())
                .containsEntry("waist_circumference_cm", 77.0)
                .containsEntry("hip_circumference_cm", 98.0);
        assertThat(shown.original()).isEqualTo(MEASURED.original());
    }

    @Test
    void aRefusalBringsBackWhatWasShownBeforeAndLeavesLaterWordsAlone() {
        assertThat(shown(waist, decided(both, false)).current())
                .containsEntry("waist_circumference_cm", 76.0)
                .containsEntry("hip_circumference_cm", 99.0);
        assertThat(shown(decided(waist, false), both).current())
                .containsEntry("waist_circumference_cm", 77.0);
        assertThat(shown(decided(waist, false), decided(both, false)).current())
                .isEqualTo(MEASURED.original());
    }

    @Test
    void aCorrectionBackToWhatWasMeasuredLeavesNothingEdited() {
        var back = correction(Map.of("waist_circumference_cm", 75.0));

        assertThat(shown(waist, back).edits()).isEqualTo(Edits.NONE);
        assertThat(shown(waist, decided(back, false)).current())
                .containsEntry("waist_circumference_cm", 76.0);
    }

    @Test
    void eachOpenCorrectionTakesItsShareOfTheConfidenceAndAnApprovedOneNothing() {
        assertThat(MEASURED.confidence()).isEqualTo(0.8);
        assertThat(shown(waist).confidence()).isEqualTo(0.4);
        assertThat(shown(waist, both).confidence()).isZero();
        assertThat(shown(decided(waist, true)).confidence()).isEqualTo(0.8);
        assertThat(shown(decided(waist, false)).confidence()).isEqualTo(0.8);
        assertThat(new Metrics(MEASURED.original(), Edits.NONE, null).confidence()).isNull();
    }

    @Test
    void isEditedWhileOneIsOpenAndRejectedOnlyWhenNoneWasApproved() {
        assertThat(state(waist)).isEqualTo("edited");
        assertThat(state(decided(waist, true), both)).isEqualTo("edited");
        assertThat(state(decided(waist, true), decided(both, false))).isEqualTo("approved");
        assertThat(state(decided(waist, false))).isEqualTo("rejected");
    }

    private static Metrics shown(Adjustment... adjustments) {
        return MEASURED.with(new History(List.of(adjustments)).edits(MEASURED.original()));
    }

    private static String state(Adjustment... adjustments) {
        return new History(List.of(adjustments)).reviewState();
    }

    private static Adjustment decided(Adjustment adjustment, boolean approved) {
        return adjustment.decided(new Adjustment.Decision(approved, ANYBODY, AT), false);
    }

    private static Adjustment correction(Map<String, Double> adjusted) {
        return new Adjustment(
                UUID.randomUUID(),
                ANYBODY,
                "user",
                "tape",
                MEASURED.original(),
                adjusted,
                null,
                false,
                AT,
                null);
    }
}
