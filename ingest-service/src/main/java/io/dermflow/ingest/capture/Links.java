package io.dermflow.ingest.capture;

import io.dermflow.events.TaskId;

/// Where a capture's parts are, as paths below the gateway.
record Links(String self, String status, String events, String results, String report) {

    static Links of(TaskId task) {
        String self = "/api/v1/captures/" + task;
        return new Links(
                self, self + "/status", self + "/events", self + "/results", self + "/report");
    }
}
