package io.dermflow.ingest.progress;

import io.dermflow.events.Reason;
import io.dermflow.events.ResultEvent;
import io.dermflow.events.StageProgress;
import io.dermflow.events.TaskEnd;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Moves jobs by what is heard of them. Idempotent by task id: the notice of an end, the result
/// event and report-service's answer may all come, in any order and more than once; the first one
/// ends the job.
@Service
public class FollowJob {

    private final Jobs jobs;

    FollowJob(Jobs jobs) {
        this.jobs = jobs;
    }

    /// A stage showed a sign of life: the lease is renewed whatever it said.
    @Transactional
    public void heard(StageProgress progress) {
        jobs.lock(progress.taskId()).ifPresent(job -> heard(job, progress));
    }

    /// A result event: the terminal kinds end the job, a correction changes the review state, a
    /// better report nothing here.
    @Transactional
    public void announced(ResultEvent result) {
        switch (result) {
            case ResultEvent.Completed _,
                    ResultEvent.Rejected _,
                    ResultEvent.Failed _,
                    ResultEvent.Canceled _,
                    ResultEvent.Aborted _ ->
                    ended(end(result.summary()));
            case ResultEvent.Corrected corrected -> corrected(corrected);
            case ResultEvent.ReportUpgraded _ -> {
                // The job has ended; report-service owns what follows.
            }
        }
    }

    private void corrected(ResultEvent.Corrected corrected) {
        Integer correction = corrected.correction();
        String reviewState = corrected.reviewState();
        if (correction != null && reviewState != null) {
            jobs.reviewed(corrected.summary().taskId(), correction, reviewState);
        }
    }

    /// The end, as report-service decided it.
    @Transactional
    public void ended(TaskEnd end) {
        jobs.lock(end.taskId()).ifPresent(job -> end(job, end));
    }

    private void heard(Job job, StageProgress progress) {
        Job.Change heard = job.heard(progress);
        if (heard.changed()) {
            jobs.save(heard, true);
        } else {
            jobs.renewLease(job.taskId());
        }
        TaskEnd end = progress.end();
        if (end != null) {
            end(heard.job(), end);
        }
    }

    private void end(Job job, TaskEnd end) {
        Job.Change ended = job.ended(end);
        if (ended.changed()) {
            jobs.save(ended, false);
        }
    }

    private static TaskEnd end(ResultEvent.Summary summary) {
        String code = summary.reasonCode();
        return new TaskEnd(
                summary.taskId(),
                summary.state(),
                code == null ? null : new Reason(code, null),
                summary.reportVersion(),
                summary.finishedAt());
    }
}
