package io.dermflow.ingest.reconcile;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.TaskEnd;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.outbox.Outbox;
import io.dermflow.ingest.progress.FollowJob;
import io.dermflow.ingest.progress.ProposeEnd;
import io.dermflow.kit.job.JobProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Does what due jobs need: those that only wait in one statement, each of the others in a
/// transaction of its own that looks again under the row's lock.
@Service
class SettleJob {

    private static final Logger LOG = LoggerFactory.getLogger(SettleJob.class);
    private static final Reason LOST =
            new Reason("lost", "The job was published as often as may be and got lost each time.");
    private static final Reason DEADLINE =
            new Reason("deadline_passed", "The job did not end before its deadline.");

    private final DueJobs jobs;
    private final FollowJob followJob;
    private final ProposeEnd proposeEnd;
    private final Outbox outbox;
    private final JobProperties limits;
    private final ReconcileProperties properties;
    private final MeterRegistry meters;

    SettleJob(
            DueJobs jobs,
            FollowJob followJob,
            ProposeEnd proposeEnd,
            Outbox outbox,
            JobProperties limits,
            ReconcileProperties properties,
            MeterRegistry meters) {
        this.jobs = jobs;
        this.followJob = followJob;
        this.proposeEnd = proposeEnd;
        this.outbox = outbox;
        this.limits = limits;
        this.properties = properties;
        this.meters = meters;
    }

    /// The job has ended and we had not heard.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void ended(TaskEnd end) {
        followJob.ended(end);
        meters.counter("dermflow.jobs.ended_by_answer").increment();
    }

    /// The jobs are late: they wait in a queue, or nobody can say.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void postpone(List<TaskId> waiting) {
        if (!waiting.isEmpty()) {
            jobs.postpone(waiting, properties.postponement());
        }
    }

    /// The job's time is up.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void abort(DueJob job) {
        if (jobs.lock(job)) {
            LOG.warn("job past its deadline taskId={}", job.taskId());
            proposeEnd.aborted(job.taskId(), DEADLINE);
            jobs.extendLease(job.taskId(), limits.lease());
        }
    }

    /// The job is nowhere: published again, or, when that was done often enough, failed. A lost
    /// proposal of an end is proposed again.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void revive(DueJob job) {
        if (!jobs.lock(job)) {
            return;
        }
        Outcome proposed = job.proposedEnd();
        if (proposed != null) {
            outbox.append(proposed);
        } else if (job.republished() >= limits.republications()) {
            LOG.warn("job lost for good taskId={} attempt={}", job.taskId(), attempt(job));
            proposeEnd.failed(job.taskId(), LOST);
        } else {
            republish(job);
        }
        jobs.extendLease(job.taskId(), limits.lease());
    }

    private void republish(DueJob job) {
        AnalysisRequested again = job.request().withAttempt(attempt(job) + 1);
        LOG.warn("job published again taskId={} attempt={}", job.taskId(), again.attempt());
        outbox.append(again);
        jobs.republished(again);
        meters.counter("dermflow.jobs.republished").increment();
    }

    private static int attempt(DueJob job) {
        return job.request().attempt();
    }
}
