package io.dermflow.ingest.capture;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Consent;
import io.dermflow.events.EventCodec;
import io.dermflow.events.ImageRef;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.ingest.outbox.Outbox;
import io.dermflow.ingest.progress.Jobs;
import io.dermflow.ingest.progress.ProposeEnd;
import io.dermflow.kit.job.JobProperties;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The one transaction that makes a capture: its row, its job, the event that publishes it and the
/// idempotency key, all or nothing.
@Service
class AcceptCapture {

    private final JdbcClient database;
    private final StandingConsent consents;
    private final Jobs jobs;
    private final Outbox outbox;
    private final ProposeEnd proposeEnd;
    private final IdempotencyKeys keys;
    private final CaptureProperties properties;
    private final Duration deadline;
    private final Clock clock;

    AcceptCapture(
            JdbcClient database,
            StandingConsent consents,
            Jobs jobs,
            Outbox outbox,
            ProposeEnd proposeEnd,
            IdempotencyKeys keys,
            CaptureProperties properties,
            JobProperties limits,
            Clock clock) {
        this.database = database;
        this.consents = consents;
        this.jobs = jobs;
        this.outbox = outbox;
        this.proposeEnd = proposeEnd;
        this.keys = keys;
        this.properties = properties;
        this.deadline = limits.deadline();
        this.clock = clock;
    }

    /// @param images durable in the store already
    /// @throws io.dermflow.kit.problem.ApiProblem and nothing is written, if the consent or the key
    ///   went away since the upload began
    @Transactional
    public void accept(
            UserId user,
            TaskId task,
            SubmitForm form,
            List<ImageRef> images,
            Reservation reservation,
            Fingerprint fingerprint) {
        Consent consent = consents.heldToAnalysis(user);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean keepImages = StandingConsent.keepImages(form, consent);
        var request =
                new AnalysisRequested(
                        task,
                        user,
                        images,
                        form.analyses(),
                        form.options(keepImages),
                        consent,
                        1,
                        form.deadline(now, deadline),
                        now,
                        form.clientReference());
        insert(request, now.plus(keepImages ? consentedImages() : properties.imagesKept()));
        jobs.open(request);
        outbox.append(request);
        if (reservation instanceof Reservation.Held held) {
            keys.finish(user, held.key(), task, fingerprint);
        }
    }

    /// The same for figures that the client measured by itself: their end goes through the outbox
    /// at once, and no worker hears of them. The key is taken in this transaction too, because
    /// there is no upload to wait for.
    ///
    /// @return the capture's id, the first one's for a repeat
    /// @throws io.dermflow.kit.problem.ApiProblem and nothing is written
    @Transactional
    public TaskId acceptFigures(UserId user, @Nullable String key, TaskId task, FiguresForm form) {
        Fingerprint fingerprint = Fingerprint.of(form);
        Reservation reservation = keys.reserve(user, key, task);
        if (reservation instanceof Reservation.Finished done) {
            return done.of(fingerprint);
        }
        Consent consent = consents.heldToAnalysis(user);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var request =
                new AnalysisRequested(
                        task,
                        user,
                        List.of(),
                        List.of(),
                        AnalysisOptions.DEFAULT,
                        consent,
                        1,
                        now.plus(deadline),
                        now,
                        form.clientReference());
        insert(request, now);
        jobs.open(request);
        proposeEnd.supplied(task, form.figures());
        if (reservation instanceof Reservation.Held held) {
            keys.finish(user, held.key(), task, fingerprint);
        }
        return task;
    }

    private Duration consentedImages() {
        return properties.consentedImagesKept();
    }

    private void insert(AnalysisRequested request, Instant imagesExpireAt) {
        database.sql(
                        """
                        insert into captures (task_id, user_id, accepted_at, client_reference,
                            images, images_expire_at, state, sequence)
                        values (:task, :user, :accepted, :reference,
                            cast(:images as jsonb), :expire, 'queued', 1)
                        """)
                .param("task", request.taskId().value())
                .param("user", request.userId().value())
                .param("accepted", Timestamp.from(request.timestamp()))
                .param("reference", request.clientReference())
                .param("images", EventCodec.mapper().writeValueAsString(request.images()))
                .param("expire", Timestamp.from(imagesExpireAt))
                .update();
    }
}
