package io.dermflow.ingest.reconcile;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Outcome;
import io.dermflow.events.TaskId;
import org.jspecify.annotations.Nullable;

/// An open job that somebody should look after.
///
/// @param request the job as it was last published
/// @param republished how often it was published again
/// @param deadlinePassed by the database's clock
/// @param inOutbox something of it is still on its way to Kafka
/// @param proposedEnd the end that was proposed to report-service, if one was
/// @param published where its last publication is; null before the first ack
record DueJob(
        TaskId taskId,
        AnalysisRequested request,
        int republished,
        boolean deadlinePassed,
        boolean inOutbox,
        @Nullable Outcome proposedEnd,
        @Nullable Published published) {

    /// A record of the topic `skin_analysis`.
    record Published(String topicId, int partition, long offset) {}
}
