package io.dermflow.ingest.capture;

import io.dermflow.events.ImageRef;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.events.narrative.ReportLanguage;
import io.dermflow.ingest.upload.ImageKind;
import io.dermflow.ingest.upload.ReceiveUpload;
import io.dermflow.ingest.upload.ReceivedImage;
import io.dermflow.ingest.upload.Upload;
import io.dermflow.kit.job.JobProperties;
import io.dermflow.kit.limit.Places;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.store.ObjectStore;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;

/// Takes a capture in: who, consent and idempotency before a byte of the body is read; then the
/// images, walked while they stream; then the objects, durable; then the one transaction.
///
/// Failure semantics: after a refusal nothing is left. After a failure of ours (database or store
/// away, or this process killed) there may be objects without a row: the sweeper removes them. They
/// are not removed here, because the transaction's fate may be unknown.
@Service
class SubmitCapture {

    private static final Logger LOG = LoggerFactory.getLogger(SubmitCapture.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final Places uploadPlaces;
    private final StandingConsent consents;
    private final OpenCaptures openCaptures;
    private final IdempotencyKeys keys;
    private final ReceiveUpload receiveUpload;
    private final ObjectStore store;
    private final CaptureImages images;
    private final AcceptCapture acceptCapture;
    private final TaskIds ids;
    private final Duration longestDeadline;
    private final Clock clock;

    SubmitCapture(
            Places uploadPlaces,
            StandingConsent consents,
            OpenCaptures openCaptures,
            IdempotencyKeys keys,
            ReceiveUpload receiveUpload,
            ObjectStore store,
            CaptureImages images,
            AcceptCapture acceptCapture,
            TaskIds ids,
            JobProperties limits,
            Clock clock) {
        this.uploadPlaces = uploadPlaces;
        this.consents = consents;
        this.openCaptures = openCaptures;
        this.keys = keys;
        this.receiveUpload = receiveUpload;
        this.store = store;
        this.images = images;
        this.acceptCapture = acceptCapture;
        this.ids = ids;
        this.longestDeadline = limits.deadline();
        this.clock = clock;
    }

    /// @param idempotencyKey header of that name
    /// @param door what the door and the query say beside the form
    /// @param request its body is read here; its `Accept-Language` chooses the report's language
    ///   where no part of the body names one
    /// @return the capture's id, the first one's for a repeat
    /// @throws ApiProblem for every refusal
    TaskId submit(
            UserId user, @Nullable String idempotencyKey, Door door, HttpServletRequest request) {
        try (var _ = uploadPlaces.take(user)) {
            consents.toAnalysis(user);
            TaskId task = ids.next();
            return switch (keys.reserve(user, idempotencyKey, task)) {
                case Reservation.Finished done -> repeat(done, user, door, request);
                case Reservation.None none -> first(none, task, user, door, request);
                case Reservation.Held held -> holding(held, task, user, door, request);
            };
        }
    }

    private TaskId holding(
            Reservation.Held held,
            TaskId task,
            UserId user,
            Door door,
            HttpServletRequest request) {
        boolean accepted = false;
        try {
            first(held, task, user, door, request);
            accepted = true;
            return task;
        } finally {
            if (!accepted) {
                release(held, task, user);
            }
        }
    }

    private TaskId first(
            Reservation reservation,
            TaskId task,
            UserId user,
            Door door,
            HttpServletRequest request) {
        openCaptures.mustHaveRoom(user);
        try (Upload upload = receiveUpload.receive(request)) {
            SubmitForm form = form(upload, door, user, request);
            StandingConsent.keepImages(form, consents.toAnalysis(user));
            List<ImageRef> stored = store(upload, task, user);
            Fingerprint fingerprint = Fingerprint.of(upload.images(), form);
            try {
                acceptCapture.accept(user, task, form, stored, reservation, fingerprint);
            } catch (ApiProblem refused) {
                images.discard(user, stored);
                throw refused;
            }
            LOG.info("capture accepted taskId={} images={}", task, stored.size());
            return task;
        }
    }

    /// The whole body is read again, because only so it can be told from another one; nothing of it
    /// is stored.
    private TaskId repeat(
            Reservation.Finished done, UserId user, Door door, HttpServletRequest request) {
        try (Upload upload = receiveUpload.receive(request)) {
            return done.of(Fingerprint.of(upload.images(), form(upload, door, user, request)));
        }
    }

    private SubmitForm form(Upload upload, Door door, UserId user, HttpServletRequest request) {
        Set<ImageKind> kinds = EnumSet.noneOf(ImageKind.class);
        upload.images().forEach(image -> kinds.add(image.kind()));
        return SubmitForm.of(
                upload.fields(), kinds, door, accepted(request), longestDeadline, user);
    }

    /// Several lines of the header are one list (RFC 9110 §5.3).
    private static ReportLanguage accepted(HttpServletRequest request) {
        var lines = Collections.list(request.getHeaders(HttpHeaders.ACCEPT_LANGUAGE));
        return ReportLanguage.accepted(String.join(",", lines));
    }

    private List<ImageRef> store(Upload upload, TaskId task, UserId user) {
        String folder = DAY.format(clock.instant()) + "/" + task;
        List<ImageRef> stored = new ArrayList<>();
        for (ReceivedImage image : upload.images()) {
            stored.add(image.storeBelow(folder, user, store));
        }
        return stored;
    }

    private void release(Reservation.Held held, TaskId task, UserId user) {
        try {
            keys.release(user, held.key(), task);
        } catch (DataAccessException away) {
            LOG.warn("reservation left to expire taskId={} error={}", task, away.toString());
        }
    }
}
