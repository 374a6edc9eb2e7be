package io.dermflow.ingest.capture;

import io.dermflow.events.TaskId;
import io.dermflow.ingest.database.DatabaseAwayAdvice;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The door for photos, and in JSON for what a client measured by itself. Counts what comes:
/// `dermflow.captures.accepted`, and `dermflow.captures.refused` by `code`; alert on a rise of
/// codes that end in `_unavailable`.
///
/// What a door produces is said beforehand, so that a client that takes no JSON is refused before
/// its capture is accepted and not in place of the answer.
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class SubmitController {

    private static final String INTERNAL = ApiProblem.internal().code();

    private final SubmitCapture submitCapture;
    private final SubmitFigures submitFigures;
    private final WaitForResult waitForResult;
    private final MeterRegistry meters;

    SubmitController(
            SubmitCapture submitCapture,
            SubmitFigures submitFigures,
            WaitForResult waitForResult,
            MeterRegistry meters) {
        this.submitCapture = submitCapture;
        this.submitFigures = submitFigures;
        this.waitForResult = waitForResult;
        this.meters = meters;
    }

    @PostMapping("/api/v1/captures")
    ResponseEntity<?> submit(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestParam(name = "store_images", required = false) @Nullable Boolean storeImages,
            HttpServletRequest request) {
        return answer(accept(caller, key, storeImages, request), prefer, caller);
    }

    @PostMapping(path = "/api/v1/captures", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> submitFigures(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestParam(name = "store_images", required = false) @Nullable Boolean storeImages,
            HttpServletRequest request) {
        return answer(acceptFigures(caller, key, storeImages, request), prefer, caller);
    }

    private ResponseEntity<?> answer(TaskId task, @Nullable String prefer, Caller caller) {
        Duration wait = waitForResult.wanted(prefer);
        if (wait.isPositive()) {
            var result = waitForResult.within(wait, task, caller);
            if (result.isPresent()) {
                return ResponseEntity.ok()
                        .header("Preference-Applied", "wait=" + wait.toSeconds())
                        .location(URI.create(Links.of(task).self()))
                        .contentType(result.get().mediaType())
                        .body(result.get().content());
            }
        }
        return ResponseEntity.accepted()
                .location(URI.create(Links.of(task).self()))
                .body(CaptureAccepted.of(task));
    }

    /// The upload without its answer, for the doors that leave the analyses to the parts.
    TaskId accept(
            Caller caller,
            @Nullable String key,
            @Nullable Boolean storeImages,
            HttpServletRequest request) {
        return accept(caller, key, Door.ofParts(storeImages), request);
    }

    /// The upload without its answer: counted, for every door that takes photos.
    TaskId accept(Caller caller, @Nullable String key, Door door, HttpServletRequest request) {
        return counted(() -> submitCapture.submit(caller.userId(), key, door, request));
    }

    /// The client's own figures without their answer, counted like photos.
    TaskId acceptFigures(
            Caller caller,
            @Nullable String key,
            @Nullable Boolean storeImages,
            HttpServletRequest request) {
        return counted(() -> submitFigures.submit(caller.userId(), key, storeImages, request));
    }

    private TaskId counted(Supplier<TaskId> submission) {
        try {
            TaskId task = submission.get();
            meters.counter("dermflow.captures.accepted").increment();
            return task;
        } catch (ApiProblem refused) {
            refused(refused.code());
            throw refused;
        } catch (DependencyUnavailable away) {
            refused(away.code());
            throw away;
        } catch (RuntimeException failed) {
            refused(DatabaseAwayAdvice.answers(failed) ? DatabaseAwayAdvice.CODE : INTERNAL);
            throw failed;
        }
    }

    private void refused(String code) {
        meters.counter("dermflow.captures.refused", "code", code).increment();
    }
}
