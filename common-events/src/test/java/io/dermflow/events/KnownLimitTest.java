package io.dermflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.KnownLimit;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KnownLimitTest {

    /// Stored results hold these words: one that changes its spelling would turn them degraded.
    @Test
    void spellsTheCodesAsStoredResultsHaveThem() {
        assertThat(Arrays.stream(KnownLimit.values()).map(WireEnum::wireName))
                .containsExactlyInAnyOrder(
                        "weak_classifier",
                        "no_scale",
                        "no_colour_card",
                        "colour_profile",
                        "no_plain_skin",
                        "no_close_up",
                        "face_in_picture",
                        "not_skin",
                        "no_face",
                        "face_too_small",
                        "face_out_of_bounds",
                        "large_face_angle",
                        "low_confidence_face",
                        "multiple_people",
                        "no_body",
                        "front_view_missing",
                        "side_view_missing",
                        "body_cropped",
                        "body_implausible",
                        "distance",
                        "pose_arms",
                        "views_disagree",
                        "scales_disagree");
    }

    @Test
    void tellsWhatWasKnownBeforehandFromWhatTheSuiteLacks() {
        assertThat(KnownLimit.is("no_scale")).isTrue();
        assertThat(KnownLimit.is("analysis_unavailable")).isFalse();
        assertThat(KnownLimit.is("step_timed_out")).isFalse();
        assertThat(KnownLimit.NO_SCALE.because("No card."))
                .isEqualTo(new Degradation("no_scale", "No card."));
    }
}
