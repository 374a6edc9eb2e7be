package io.dermflow.llm.narrative;

import io.dermflow.events.EventCodec;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.NarrativeRequest;
import io.dermflow.kit.job.JobProperties;
import io.dermflow.kit.problem.ApiProblem;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/// `POST /internal/narratives`, for the worker's narrative stage. Speaks the wire format of
/// `common-events` (unknown fields tolerated), not the stricter one of public doors.
@RestController
class NarrativeController {

    private final WriteReport story;
    private final JobProperties job;
    private final Clock clock;

    NarrativeController(WriteReport story, JobProperties job, Clock clock) {
        this.story = story;
        this.job = job;
        this.clock = clock;
    }

    @PostMapping(path = "/internal/narratives", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> write(
            @RequestBody byte[] body,
            @RequestHeader(name = "X-Request-Deadline", required = false)
                    @Nullable String deadline) {
        Narrative report = story.write(request(body), deadline(deadline));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(EventCodec.mapper().writeValueAsBytes(report));
    }

    private static NarrativeRequest request(byte[] body) {
        try {
            return EventCodec.mapper().readValue(body, NarrativeRequest.class);
        } catch (JacksonException | NullPointerException e) {
            throw new ApiProblem(
                            HttpStatus.BAD_REQUEST, "invalid_request", "Not a narrative request.")
                    .causedBy(e);
        }
    }

    private Instant deadline(@Nullable String header) {
        Instant ours = clock.instant().plus(job.llmRequest());
        if (header == null) {
            return ours;
        }
        try {
            Instant theirs = Instant.parse(header);
            return theirs.isBefore(ours) ? theirs : ours;
        } catch (DateTimeParseException e) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "invalid_deadline",
                    "X-Request-Deadline is no instant.");
        }
    }
}
