package io.dermflow.ingest.capture;

import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.ingest.upload.ReceiveJson;
import io.dermflow.kit.limit.Places;
import io.dermflow.kit.problem.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Takes in what a client measured by itself: who and consent before the body is read, the body
/// judged, then the one transaction.
///
/// Failure semantics: a refusal, or a failure of ours, leaves nothing.
@Service
class SubmitFigures {

    private static final Logger LOG = LoggerFactory.getLogger(SubmitFigures.class);

    private final Places uploadPlaces;
    private final StandingConsent consents;
    private final OpenCaptures openCaptures;
    private final ReceiveJson receiveJson;
    private final AcceptCapture acceptCapture;
    private final TaskIds ids;
    private final Clock clock;

    SubmitFigures(
            Places uploadPlaces,
            StandingConsent consents,
            OpenCaptures openCaptures,
            ReceiveJson receiveJson,
            AcceptCapture acceptCapture,
            TaskIds ids,
            Clock clock) {
        this.uploadPlaces = uploadPlaces;
        this.consents = consents;
        this.openCaptures = openCaptures;
        this.receiveJson = receiveJson;
        this.acceptCapture = acceptCapture;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param idempotencyKey header of that name
    /// @param storeImages of the query: there are no images, but what it asks needs consent all the
    ///   same
    /// @return the capture's id, the first one's for a repeat
    /// @throws ApiProblem for every refusal
    TaskId submit(
            UserId user,
            @Nullable String idempotencyKey,
            @Nullable Boolean storeImages,
            HttpServletRequest request) {
        try (var _ = uploadPlaces.take(user)) {
            StandingConsent.keepImages(storeImages, consents.toAnalysis(user));
            openCaptures.mustHaveRoom(user);
            FiguresForm form = FiguresForm.of(receiveJson.receive(request), user, clock.instant());
            TaskId task = acceptCapture.acceptFigures(user, idempotencyKey, ids.next(), form);
            LOG.info("client's figures accepted taskId={}", task);
            return task;
        }
    }
}
