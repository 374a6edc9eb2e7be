package io.dermflow.ingest.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ColourSpace;
import io.dermflow.events.Consent;
import io.dermflow.events.ImageRef;
import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void aJobThatTheGroupHasPassedIsGoneOnlyWhenNothingWaitsBehind() {
        DueJob job = job(new DueJob.Published("log-1", 0, 7), false, null);

        assertThat(stand("log-1", 8, 0).holds(job)).isFalse();
        assertThat(stand("log-1", 8, 1).holds(job)).isTrue();
        assertThat(stand("log-1", 7, 0).holds(job)).isTrue();
        assertThat(stand("log-1", 0, 0).holds(job)).isTrue();
    }

    @Test
    void aJobOfAnotherLogIsGoneWhateverWaits() {
        DueJob job = job(new DueJob.Published("log-1", 0, 7), false, null);

        assertThat(stand("log-2", 0, 5).holds(job)).isFalse();
    }

    @Test
    void aJobOnItsWayThroughTheOutboxIsNotGone() {
        DueJob job = job(new DueJob.Published("log-1", 0, 7), true, null);

        assertThat(stand("log-2", 8, 0).holds(job)).isTrue();
    }

    @Test
    void aPartitionThatTheGroupHasNotBegunHoldsItsJobs() {
        DueJob job = job(new DueJob.Published("log-1", 3, 7), false, null);

        assertThat(stand("log-1", 8, 0).holds(job)).isTrue();
    }

    @Test
    void aProposedEndIsGoneWhenNobodyHasItBeforeThem() {
        DueJob job = job(new DueJob.Published("log-1", 0, 7), false, new Reason("canceled", null));

        assertThat(stand("log-1", 0, 0).holds(job)).isFalse();
        assertThat(stand("log-1", 0, 1).holds(job)).isTrue();
    }

    private static Stand stand(String topicId, long firstOpen, long behind) {
        return new Stand(topicId, Map.of(0, firstOpen), behind);
    }

    private static DueJob job(
            DueJob.Published published, boolean inOutbox, @Nullable Reason canceled) {
        var request =
                new AnalysisRequested(
                        new TaskId(UUID.randomUUID()),
                        new UserId(UUID.randomUUID()),
                        List.of(
                                new ImageRef(
                                        "image",
                                        "k",
                                        "00",
                                        "image/jpeg",
                                        1,
                                        1,
                                        1,
                                        1,
                                        ColourSpace.ASSUMED_SRGB)),
                        List.of("skin"),
                        AnalysisOptions.DEFAULT,
                        Consent.NONE,
                        1,
                        NOW,
                        NOW,
                        null);
        return new DueJob(
                request.taskId(),
                request,
                0,
                false,
                inOutbox,
                canceled == null
                        ? null
                        : new Outcome.Canceled(Outcome.Subject.of(request), canceled, NOW),
                published);
    }
}
