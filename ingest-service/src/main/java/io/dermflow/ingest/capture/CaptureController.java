package io.dermflow.ingest.capture;

import io.dermflow.events.JobState;
import io.dermflow.events.TaskId;
import io.dermflow.kit.problem.QueryField;
import io.dermflow.kit.security.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A user's own captures. Unknown ids and other people's are the same 404.
@RestController
@RequestMapping("/api/v1/captures")
class CaptureController {

    private static final int MAX_PAGE = 100;

    private final Captures captures;
    private final Queue queue;
    private final CancelCapture cancelCapture;
    private final EraseCapture eraseCapture;

    CaptureController(
            Captures captures,
            Queue queue,
            CancelCapture cancelCapture,
            EraseCapture eraseCapture) {
        this.captures = captures;
        this.queue = queue;
        this.cancelCapture = cancelCapture;
        this.eraseCapture = eraseCapture;
    }

    @GetMapping
    CapturePage list(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "20") @Min(1) @Max(MAX_PAGE) int limit) {
        JobState wanted = QueryField.parsed("state", state, JobState::of);
        TaskId before = QueryField.parsed("cursor", cursor, TaskId::of);
        return CapturePage.of(captures.list(caller.userId(), wanted, before, limit + 1), limit);
    }

    @GetMapping("/{id}")
    CaptureView show(Caller caller, @PathVariable String id) {
        CaptureRow row = captures.find(caller.userId(), id);
        return CaptureView.of(row, queue.of(row).orElse(null));
    }

    @GetMapping("/{id}/status")
    CaptureStatus status(Caller caller, @PathVariable String id) {
        return CaptureStatus.of(captures.find(caller.userId(), id));
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<CaptureStatus> cancel(Caller caller, @PathVariable String id) {
        return ResponseEntity.accepted()
                .body(CaptureStatus.of(cancelCapture.cancel(caller.userId(), id)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> erase(Caller caller, @PathVariable String id) {
        eraseCapture.erase(caller.userId(), id);
        return ResponseEntity.noContent().build();
    }
}
