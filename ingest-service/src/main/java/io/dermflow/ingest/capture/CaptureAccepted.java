package io.dermflow.ingest.capture;

import io.dermflow.events.JobState;
import io.dermflow.events.TaskId;

/// The body of a 202. It says nothing that changes, so that a repeat gets the same one.
record CaptureAccepted(
        TaskId captureId,
        TaskId taskId,
        TaskId jobId,
        JobState status,
        JobState state,
        Links links) {

    static CaptureAccepted of(TaskId task) {
        return new CaptureAccepted(
                task, task, task, JobState.QUEUED, JobState.QUEUED, Links.of(task));
    }
}
