package io.dermflow.ingest.reconcile;

import java.util.Map;

/// Where the pipeline stood in the log at one moment.
///
/// @param topicId of the present log of `skin_analysis`
/// @param firstOpen per partition the first job that the vision stage has not finished with; a
///   partition that the group has not begun is absent
/// @param behind records that wait in the groups after the vision stage
record Stand(String topicId, Map<Integer, Long> firstOpen, long behind) {

    Stand {
        firstOpen = Map.copyOf(firstOpen);
    }

    /// Whether a job is still somewhere in the log, so that it is late and not lost. Without this
    /// gate a backlog older than the lease is published again and again (720 jobs became 5,101
    /// records, measured).
    boolean holds(DueJob job) {
        if (job.inOutbox()) {
            return true;
        }
        var published = job.published();
        if (job.proposedEnd() != null || published == null) {
            return behind > 0;
        }
        if (!published.topicId().equals(topicId)) {
            return false;
        }
        Long first = firstOpen.get(published.partition());
        return first == null || published.offset() >= first || behind > 0;
    }
}
