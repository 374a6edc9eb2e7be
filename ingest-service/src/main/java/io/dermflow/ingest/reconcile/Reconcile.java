package io.dermflow.ingest.reconcile;

import io.dermflow.events.TaskEnd;
import io.dermflow.events.TaskId;
import io.dermflow.kit.http.DependencyUnavailable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// One look at the jobs that have been silent for a lease, or whose log is gone:
///
/// 1. What report-service knows to have ended, ends here. Without its answer nothing else happens:
///    never guess.
/// 2. What is past its deadline is proposed as `aborted`.
/// 3. What still is in the log only waits: its lease moves on, of all in one statement. So does
///    everything while Kafka can't be asked.
/// 4. What is left is lost and published again.
///
/// The log is looked at before report-service is asked: a job that was nowhere in the log and had
/// not ended afterwards is lost for certain.
///
/// One replica at a time works (advisory lock for the length of the outer transaction); all changes
/// are made in transactions of their own.
@Service
class Reconcile {

    private static final Logger LOG = LoggerFactory.getLogger(Reconcile.class);
    private static final long ADVISORY_LOCK = 0x6465726d_7265636fL;

    private final JdbcClient database;
    private final DueJobs jobs;
    private final ReadStand readStand;
    private final EndsClient ends;
    private final SettleJob settleJob;

    Reconcile(
            JdbcClient database,
            DueJobs jobs,
            ReadStand readStand,
            EndsClient ends,
            SettleJob settleJob) {
        this.database = database;
        this.jobs = jobs;
        this.readStand = readStand;
        this.ends = ends;
        this.settleJob = settleJob;
    }

    /// @return whether to look again at once: more may be due than one look takes, and not all of
    ///   it only waits. A backlog that only waits is gone through a look a round.
    /// @throws DependencyUnavailable when report-service does not answer
    @Transactional
    public boolean look() throws InterruptedException {
        if (!lock() || nothingDue()) {
            return false;
        }
        Optional<Stand> stand = stand();
        List<DueJob> due = jobs.find(stand.map(Stand::topicId).orElse(null), EndsClient.MAX_TASKS);
        if (due.isEmpty()) {
            return false;
        }
        Set<TaskId> ended = settleEnded(due);
        List<TaskId> waiting = new ArrayList<>();
        for (DueJob job : due) {
            if (!ended.contains(job.taskId()) && !settled(job, stand)) {
                waiting.add(job.taskId());
            }
        }
        settleJob.postpone(waiting);
        LOG.info(
                "jobs looked after due={} ended={} waiting={}",
                due.size(),
                ended.size(),
                waiting.size());
        return due.size() == EndsClient.MAX_TASKS && waiting.size() < due.size();
    }

    /// @return false for a job that only waits
    private boolean settled(DueJob job, Optional<Stand> stand) {
        if (job.deadlinePassed() && job.proposedEnd() == null) {
            settleJob.abort(job);
            return true;
        }
        if (stand.isEmpty() || stand.get().holds(job)) {
            return false;
        }
        settleJob.revive(job);
        return true;
    }

    private Set<TaskId> settleEnded(List<DueJob> due) {
        Set<TaskId> ended = new HashSet<>();
        for (TaskEnd end : ends.endsOf(due.stream().map(DueJob::taskId).toList())) {
            settleJob.ended(end);
            ended.add(end.taskId());
        }
        return ended;
    }

    private Optional<Stand> stand() throws InterruptedException {
        try {
            return Optional.of(readStand.read());
        } catch (DependencyUnavailable away) {
            LOG.debug("kafka can't be asked error={}", away.toString());
            return Optional.empty();
        }
    }

    private boolean nothingDue() {
        return jobs.open() == 0;
    }

    private boolean lock() {
        return database.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", ADVISORY_LOCK)
                .query(Boolean.class)
                .single();
    }
}
