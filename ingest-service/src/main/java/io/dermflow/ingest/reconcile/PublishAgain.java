package io.dermflow.ingest.reconcile;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.outbox.Outbox;
import io.dermflow.kit.job.JobProperties;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Publishes an open job again because an operator asks. It counts as one of the job's
/// republications, so that an operator can't keep a hopeless job alive for ever.
@Service
public class PublishAgain {

    private static final Logger LOG = LoggerFactory.getLogger(PublishAgain.class);

    private final DueJobs jobs;
    private final Outbox outbox;
    private final JobProperties limits;

    PublishAgain(DueJobs jobs, Outbox outbox, JobProperties limits) {
        this.jobs = jobs;
        this.outbox = outbox;
        this.limits = limits;
    }

    /// @return the number of the new attempt; empty when the job has ended, its end is proposed, or
    ///   its tracking is gone
    @Transactional(propagation = Propagation.MANDATORY)
    public OptionalInt asNewAttempt(TaskId task) {
        Optional<AnalysisRequested> request = jobs.lockOpen(task);
        if (request.isEmpty()) {
            return OptionalInt.empty();
        }
        AnalysisRequested again = request.get().withAttempt(request.get().attempt() + 1);
        LOG.warn("job published again on request taskId={} attempt={}", task, again.attempt());
        outbox.append(again);
        jobs.republished(again);
        jobs.extendLease(task, limits.lease());
        return OptionalInt.of(again.attempt());
    }
}
