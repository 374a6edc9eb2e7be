package io.dermflow.report.result;

import io.dermflow.events.JobState;
import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.ResultEvent;
import io.dermflow.events.TaskEnd;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How a task ended.
///
/// @param subject whose end it is; its report version is the one the row has now
/// @param reason absent when the task succeeded
/// @param finishedAt when this service decided, in microseconds as the database keeps them
public record End(
        Outcome.Subject subject, JobState state, @Nullable Reason reason, Instant finishedAt) {

    /// The reason code of tombstones.
    static final String ERASED = "erased";

    /// The terminal event of every task carries the first report's version, so that its `ce_id`
    /// stays the same when a lost log makes it necessary to announce it again.
    static final int FIRST_REPORT = 1;

    public End {
        finishedAt = finishedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /// The end that an outcome proposes.
    public static End proposedBy(Outcome outcome, Instant now) {
        return new End(outcome.subject(), outcome.state(), outcome.reason(), now);
    }

    /// The same task ended as canceled.
    public End canceled(String code, String detail) {
        return new End(subject, JobState.CANCELED, new Reason(code, detail), finishedAt);
    }

    /// What is left of an erased task: that it ended, and nothing the user wrote.
    public End erased() {
        return new End(
                bareSubject(),
                JobState.CANCELED,
                new Reason(ERASED, "The capture was erased."),
                finishedAt);
    }

    /// The subject without what the client wrote.
    public Outcome.Subject bareSubject() {
        return subject(subject.reportVersion(), null);
    }

    /// The subject as the first outcome named it.
    Outcome.Subject firstReport() {
        return subject(FIRST_REPORT, subject.clientReference());
    }

    private Outcome.Subject subject(int reportVersion, @Nullable String clientReference) {
        return new Outcome.Subject(
                subject.taskId(),
                subject.userId(),
                subject.attempt(),
                reportVersion,
                subject.consent(),
                clientReference,
                subject.acceptedAt());
    }

    /// Whether this is a tombstone.
    public boolean isErased() {
        return reason != null && reason.code().equals(ERASED);
    }

    /// The event that ends the task on `skin_analysis_results`.
    public ResultEvent terminalEvent() {
        return ResultEvent.terminal(summary(FIRST_REPORT));
    }

    /// The event that says a better report has come.
    public ResultEvent upgradeEvent() {
        return new ResultEvent.ReportUpgraded(summary(subject.reportVersion()));
    }

    /// The event that says that the measures are shown otherwise, or are approved, from now on.
    ///
    /// @param correction counts the task's corrections and decisions
    public ResultEvent correctedEvent(int correction, String reviewState) {
        return new ResultEvent.Corrected(summary(subject.reportVersion()), correction, reviewState);
    }

    /// The end in the form that ingest keeps.
    public TaskEnd taskEnd() {
        return new TaskEnd(subject.taskId(), state, reason, subject.reportVersion(), finishedAt);
    }

    private ResultEvent.Summary summary(int reportVersion) {
        return new ResultEvent.Summary(
                subject.taskId(),
                subject.userId(),
                state,
                reason == null ? null : reason.code(),
                reportVersion,
                subject.clientReference(),
                subject.acceptedAt(),
                finishedAt,
                "/api/v1/captures/" + subject.taskId() + "/results");
    }
}
