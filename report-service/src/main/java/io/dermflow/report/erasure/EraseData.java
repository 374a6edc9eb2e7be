package io.dermflow.report.erasure;

import io.dermflow.events.DataErased;
import io.dermflow.report.adjustment.Adjustments;
import io.dermflow.report.announcement.Announcements;
import io.dermflow.report.artifact.RemoveDoomedArtifacts;
import io.dermflow.report.consent.OwnerConsents;
import io.dermflow.report.label.Labels;
import io.dermflow.report.result.Tombstones;
import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Erases one capture or everything of one user: content leaves the database in one transaction
/// that also sets the mark against outcomes under way, then the artifacts leave the store.
///
/// Idempotent. If the store is away the event is read again, and the sweeper tries too; nothing is
/// readable any more from the first commit on.
@Component
class EraseData {

    private static final Logger LOG = LoggerFactory.getLogger(EraseData.class);

    private final Tombstones tombstones;
    private final Announcements announcements;
    private final Adjustments adjustments;
    private final Labels labels;
    private final OwnerConsents consents;
    private final RemoveDoomedArtifacts artifacts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EraseData(
            Tombstones tombstones,
            Announcements announcements,
            Adjustments adjustments,
            Labels labels,
            OwnerConsents consents,
            RemoveDoomedArtifacts artifacts,
            TransactionTemplate transaction,
            Clock clock) {
        this.tombstones = tombstones;
        this.announcements = announcements;
        this.adjustments = adjustments;
        this.labels = labels;
        this.consents = consents;
        this.artifacts = artifacts;
        this.transaction = transaction;
        this.clock = clock;
    }

    void erase(DataErased event) {
        int results = Objects.requireNonNull(transaction.execute(_ -> empty(event)));
        int objects = artifacts.remove();
        LOG.info("erased taskId={} results={} objects={}", event.taskId(), results, objects);
    }

    /// Results first: whoever corrects or labels one holds it, so none of that comes afterwards.
    private int empty(DataErased event) {
        int erased = tombstones.erase(event.userId(), event.taskId(), clock.instant());
        adjustments.forget(event.userId(), event.taskId());
        labels.forget(event.userId(), event.taskId());
        announcements.forget(event.userId());
        if (event.taskId() == null) {
            consents.forget(event.userId());
        }
        return erased;
    }
}
