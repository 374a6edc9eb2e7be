package io.dermflow.ingest.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dermflow.events.JobState;
import io.dermflow.events.Reason;
import io.dermflow.events.TaskId;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The capture doors under the names that older clients know, with their field names and status
/// words. Nothing is decided here: an upload goes through [SubmitController], a question to
/// [Captures], a result comes from report-service with the caller's own token.
///
/// | door | words of `status` |
/// |---|---|
/// | `POST /analyze-skin` | as ours |
/// | `POST /analyze`, `GET /analyze/{jobId}` | queued, processing, done, error |
/// | `POST /predict` | as ours; waits for the result |
/// | `POST /api/v1/ml/analyze-face` | none: waits for the face |
/// | `POST /api/v1/capture`, `POST /api/upload-capture`, `GET …/status` | queued, processing, done, failed, edited |
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class AliasController {

    private static final String PREDICT_WAITS = "wait=30";
    private static final Duration ANALYZE_FACE_WAITS = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final SubmitController submission;
    private final Captures captures;
    private final Queue queue;
    private final WaitForResult waitForResult;
    private final ResultsClient results;

    AliasController(
            SubmitController submission,
            Captures captures,
            Queue queue,
            WaitForResult waitForResult,
            ResultsClient results) {
        this.submission = submission;
        this.captures = captures;
        this.queue = queue;
        this.waitForResult = waitForResult;
        this.results = results;
    }

    @PostMapping("/analyze-skin")
    ResponseEntity<Task> analyzeSkin(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(name = "store_images", required = false) @Nullable Boolean storeImages,
            HttpServletRequest request) {
        TaskId task = submission.accept(caller, key, storeImages, request);
        return accepted("/report/" + task, new Task(task, JobState.QUEUED.wireName()));
    }

    @PostMapping("/analyze")
    ResponseEntity<Job> analyze(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(name = "store_images", required = false) @Nullable Boolean storeImages,
            HttpServletRequest request) {
        TaskId task = submission.accept(caller, key, storeImages, request);
        return accepted("/analyze/" + task, Job.of(task, JobState.QUEUED, null, null));
    }

    /// @throws ApiProblem 503 when the job succeeded and report-service is away: a result that is
    ///   there is never left out
    @GetMapping("/analyze/{jobId}")
    Job job(Caller caller, @PathVariable String jobId) {
        CaptureRow row = captures.find(caller.userId(), jobId);
        JsonNode result =
                row.state() == JobState.SUCCEEDED
                        ? results.document(row.taskId(), caller.token())
                                .orElseThrow(AliasController::reportAway)
                        : null;
        return Job.of(row.taskId(), row.state(), row.reason(), result);
    }

    /// Waits for the result; after 30 seconds the canonical 202.
    @PostMapping("/predict")
    ResponseEntity<?> predict(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(name = "store_images", required = false) @Nullable Boolean storeImages,
            HttpServletRequest request) {
        return submission.submit(caller, key, PREDICT_WAITS, storeImages, request);
    }

    /// Waits for what is said of the face; after 30 seconds the canonical 202.
    ///
    /// @throws ApiProblem 422 when nothing could be said of it, with the code that says why
    @PostMapping("/api/v1/ml/analyze-face")
    ResponseEntity<?> analyzeFace(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(name = "store_images", required = false) @Nullable Boolean storeImages,
            HttpServletRequest request) {
        TaskId task = submission.accept(caller, key, Door.ofFace(storeImages), request);
        var result = waitForResult.within(ANALYZE_FACE_WAITS, task, caller);
        return result.isPresent()
                ? ResponseEntity.ok(FaceAnswer.of(task, result.get().document()))
                : accepted(Links.of(task).self(), CaptureAccepted.of(task));
    }

    @PostMapping({"/api/v1/capture", "/api/upload-capture"})
    ResponseEntity<Upload> upload(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(name = "store_images", required = false) @Nullable Boolean storeImages,
            HttpServletRequest request) {
        return uploaded(submission.accept(caller, key, Door.ofMeasures(storeImages), request));
    }

    @PostMapping(
            path = {"/api/v1/capture", "/api/upload-capture"},
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Upload> figures(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(name = "store_images", required = false) @Nullable Boolean storeImages,
            HttpServletRequest request) {
        return uploaded(submission.acceptFigures(caller, key, storeImages, request));
    }

    private static ResponseEntity<Upload> uploaded(TaskId task) {
        return accepted(
                "/api/v1/capture/" + task + "/status",
                new Upload(task, captureWord(JobState.QUEUED)));
    }

    @GetMapping("/api/v1/capture/{id}/status")
    Status status(Caller caller, @PathVariable String id) {
        CaptureRow row = captures.find(caller.userId(), id);
        Queue.Place place = queue.of(row).orElse(null);
        return new Status(
                row.taskId(),
                isEdited(row, caller) ? "edited" : captureWord(row.state()),
                place == null ? null : place.position(),
                row.reason());
    }

    /// The review state is report-service's; while that is away a finished capture is "done".
    private boolean isEdited(CaptureRow row, Caller caller) {
        return row.state() == JobState.SUCCEEDED
                && results.document(row.taskId(), caller.token())
                        .map(document -> document.path("review_state").asString(""))
                        .filter("edited"::equals)
                        .isPresent();
    }

    private static <T> ResponseEntity<T> accepted(String location, T body) {
        return ResponseEntity.accepted().location(URI.create(location)).body(body);
    }

    private static String captureWord(JobState state) {
        return switch (state) {
            case QUEUED, PROCESSING -> state.wireName();
            case SUCCEEDED -> "done";
            case FAILED, REJECTED, CANCELED, ABORTED -> "failed";
        };
    }

    private static ApiProblem reportAway() {
        return ApiProblem.unavailable(
                "report_unavailable", "The result can't be fetched right now.", SOON);
    }

    /// What `POST /analyze-skin` answers.
    record Task(TaskId taskId, String status) {}

    /// What `POST /analyze` and `GET /analyze/{jobId}` answer.
    ///
    /// @param result the whole result document, when done
    /// @param error one sentence, when the status is `error`
    /// @param reason the same for programs
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Job(
            @JsonProperty("jobId") TaskId jobId,
            String status,
            @Nullable JsonNode result,
            @Nullable String error,
            @Nullable Reason reason) {

        static Job of(
                TaskId task, JobState state, @Nullable Reason reason, @Nullable JsonNode result) {
            String status =
                    switch (state) {
                        case QUEUED, PROCESSING -> state.wireName();
                        case SUCCEEDED -> "done";
                        case FAILED, REJECTED, CANCELED, ABORTED -> "error";
                    };
            return new Job(task, status, result, sentence(state, reason), reason);
        }

        private static @Nullable String sentence(JobState state, @Nullable Reason reason) {
            if (reason == null) {
                return null;
            }
            String detail = reason.detail();
            return "The analysis was "
                    + state.wireName()
                    + ": "
                    + (detail == null ? reason.code() : detail);
        }
    }

    /// What the capture uploads answer.
    record Upload(TaskId captureId, String status) {}

    /// @param queuePosition null once it has begun; 1 is next
    /// @param reason null unless failed
    record Status(
            TaskId captureId,
            String status,
            @Nullable Integer queuePosition,
            @Nullable Reason reason) {}
}
