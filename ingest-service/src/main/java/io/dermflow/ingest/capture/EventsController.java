package io.dermflow.ingest.capture;

import io.dermflow.events.TaskId;
import io.dermflow.kit.limit.Places;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// The stream of a capture's events. The request's own (virtual) thread writes it.
@RestController
class EventsController {

    private static final Logger LOG = LoggerFactory.getLogger(EventsController.class);

    private final Captures captures;
    private final StreamEvents streamEvents;
    private final Places streamPlaces;
    private final Clock clock;

    EventsController(
            Captures captures, StreamEvents streamEvents, Places streamPlaces, Clock clock) {
        this.captures = captures;
        this.streamEvents = streamEvents;
        this.streamPlaces = streamPlaces;
        this.clock = clock;
    }

    @GetMapping("/api/v1/captures/{id}/events")
    void events(
            Caller caller,
            JwtAuthenticationToken authentication,
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response) {
        CaptureRow capture = captures.find(caller.userId(), id);
        int after = sequence(lastEventId);
        if (capture.state().ended() && after >= capture.sequence()) {
            // Tells an EventSource not to come again.
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        Instant expiry = authentication.getToken().getExpiresAt();
        try (var _ = streamPlaces.take(caller.userId())) {
            tell(
                    EventStream.open(response),
                    capture.taskId(),
                    after,
                    expiry == null ? clock.instant() : expiry);
        } catch (IOException gone) {
            LOG.debug("stream ended by its reader taskId={}", capture.taskId());
        }
    }

    /// The status is sent: whatever goes wrong now is said as the last event.
    private void tell(EventStream stream, TaskId task, int after, Instant expiry)
            throws IOException {
        try {
            streamEvents.stream(stream, task, after, expiry);
        } catch (ApiProblem early) {
            stream.breakOff(early);
        } catch (RuntimeException unforeseen) {
            LOG.error("stream broken off taskId={}", task, unforeseen);
            stream.breakOff(ApiProblem.internal());
        }
    }

    /// What can't be read counts as the beginning.
    private static int sequence(@Nullable String lastEventId) {
        try {
            return lastEventId == null ? 0 : Math.max(0, Integer.parseInt(lastEventId.strip()));
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }
}
