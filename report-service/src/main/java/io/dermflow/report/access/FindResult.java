package io.dermflow.report.access;

import io.dermflow.events.JobState;
import io.dermflow.events.TaskId;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import io.dermflow.report.audit.AuditLog;
import io.dermflow.report.consent.OwnerConsents;
import io.dermflow.report.result.StoredResult;
import io.dermflow.report.result.StoredResults;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Finds the result that a caller may read: their own, any as an admin, and as a labeler those
/// whose owner wants them to serve training. Each look at another's is audited. Nobody learns
/// whether another person's capture exists.
@Component
public class FindResult {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final StoredResults results;
    private final IngestClient ingest;
    private final OwnerConsents consents;
    private final AuditLog audit;

    FindResult(StoredResults results, IngestClient ingest, OwnerConsents consents, AuditLog audit) {
        this.results = results;
        this.ingest = ingest;
        this.consents = consents;
        this.audit = audit;
    }

    /// @param captureId as it stands in the path
    /// @throws ApiProblem `404 not_found` if the caller has no such capture, `409 not_ready` with
    ///   its state while it is open
    public StoredResult find(String captureId, Caller caller) {
        TaskId capture = parse(captureId);
        return readable(capture, caller).orElseGet(() -> askIngest(capture, caller));
    }

    private Optional<StoredResult> readable(TaskId capture, Caller caller) {
        Optional<StoredResult> found = results.findById(capture.value());
        if (found.isEmpty()) {
            return found;
        }
        StoredResult result = found.get();
        if (result.isErased()) {
            throw unknown();
        }
        if (!result.userId().equals(caller.userId())) {
            enterAsReviewer(result, caller);
        }
        return found;
    }

    private void enterAsReviewer(StoredResult result, Caller caller) {
        if (!caller.is("admin") && !(caller.is("labeler") && consents.training(result.taskId()))) {
            throw unknown();
        }
        audit.write(
                caller.userId(),
                "read_result",
                "capture",
                result.taskId().toString(),
                Map.of("owner", result.userId().toString()));
    }

    /// Not here: open, unknown, or ended in this very moment.
    private StoredResult askIngest(TaskId capture, Caller caller) {
        JobState state = ingest.stateOf(capture, caller).orElseThrow(FindResult::unknown);
        if (state.ended()) {
            Optional<StoredResult> arrived = readable(capture, caller);
            if (arrived.isPresent()) {
                return arrived.get();
            }
        }
        throw new ApiProblem(HttpStatus.CONFLICT, "not_ready", "The capture has no result yet.")
                .with("state", state.wireName())
                .retryAfter(SOON);
    }

    private static TaskId parse(String captureId) {
        try {
            return TaskId.of(captureId);
        } catch (IllegalArgumentException notAnId) {
            throw unknown();
        }
    }

    private static ApiProblem unknown() {
        return ApiProblem.notFound("capture");
    }
}
