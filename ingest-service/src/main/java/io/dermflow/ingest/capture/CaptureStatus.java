package io.dermflow.ingest.capture;

import io.dermflow.events.JobState;
import io.dermflow.events.TaskId;

/// What `GET /captures/{id}/status` answers: enough to poll by.
record CaptureStatus(
        TaskId captureId, TaskId taskId, JobState status, JobState state, int sequence) {

    static CaptureStatus of(CaptureRow row) {
        return new CaptureStatus(
                row.taskId(), row.taskId(), row.state(), row.state(), row.sequence());
    }
}
