package io.dermflow.report.review;

import io.dermflow.events.JobState;
import io.dermflow.events.TaskId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A capture as the list for review shows it: whether it needs somebody, and nothing of what was
/// seen or whose it is. The result itself stands at `/captures/{id}/results`, where each look is
/// audited.
///
/// @param openAdjustments corrections that nobody has decided on
/// @param trainingConsent whether its owner wants it to serve training; only then it may be labeled
record ReviewItem(
        TaskId captureId,
        JobState state,
        String reviewState,
        Instant acceptedAt,
        Instant finishedAt,
        @Nullable UUID latestAdjustmentId,
        int openAdjustments,
        int labels,
        boolean trainingConsent) {}
