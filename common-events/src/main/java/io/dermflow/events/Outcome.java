package io.dermflow.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.ClientFigures;
import io.dermflow.events.narrative.Narrative;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The end of a task as somebody proposes it: topic `skin_analysis_outcomes`, to report-service,
/// which takes the first terminal outcome of a task and report version.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = Outcome.Supplied.class, name = "supplied"),
    @JsonSubTypes.Type(value = Outcome.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Outcome.Canceled.class, name = "canceled"),
    @JsonSubTypes.Type(value = Outcome.Aborted.class, name = "aborted")
})
public sealed interface Outcome extends Event {

    Subject subject();

    /// The job state this outcome leads to.
    JobState state();

    /// Absent when the task succeeded.
    @Nullable Reason reason();

    /// When the outcome was decided.
    Instant at();

    @Override
    default String key() {
        return subject().taskId().toString();
    }

    @Override
    default String eventId() {
        String first = key() + ":outcome:" + subject().attempt() + ":" + state().wireName();
        return subject().reportVersion() == 1 ? first : first + ":" + subject().reportVersion();
    }

    /// Whose end it is.
    ///
    /// @param reportVersion 1 for the first report, 2 for an upgraded one
    /// @param acceptedAt when ingest answered 202
    record Subject(
            TaskId taskId,
            UserId userId,
            int attempt,
            int reportVersion,
            Consent consent,
            @Nullable String clientReference,
            Instant acceptedAt) {

        /// The subject of a job's first report.
        public static Subject of(AnalysisRequested job) {
            return of(job, 1);
        }

        /// The subject of a job's report of this version.
        public static Subject of(AnalysisRequested job, int reportVersion) {
            return new Subject(
                    job.taskId(),
                    job.userId(),
                    job.attempt(),
                    reportVersion,
                    job.consent(),
                    job.clientReference(),
                    job.timestamp());
        }
    }

    /// The analysis came through, with a report that is full or says what it lacks.
    record Completed(Subject subject, Analysis analysis, Narrative report, Instant at)
            implements Outcome {
        @Override
        public JobState state() {
            return JobState.SUCCEEDED;
        }

        @Override
        public @Nullable Reason reason() {
            return null;
        }
    }

    /// The client measured by itself and sent its figures: nothing was analysed here, so there is
    /// no analysis and no report.
    record Supplied(Subject subject, ClientFigures figures, Instant at) implements Outcome {
        @Override
        public JobState state() {
            return JobState.SUCCEEDED;
        }

        @Override
        public @Nullable Reason reason() {
            return null;
        }
    }

    /// The quality gate, or a picture that is damaged inside.
    ///
    /// @param analysis what was measured before the gate closed (quality at least), if anything
    /// @param language BCP 47 tag of the language of the reason's words and of what to do; absent
    ///   in records written before they had one, which are in English
    record Rejected(
            Subject subject,
            Reason reason,
            @Nullable Analysis analysis,
            Instant at,
            @Nullable String language)
            implements Outcome {
        @Override
        public JobState state() {
            return JobState.REJECTED;
        }
    }

    /// Tries used up, or an error that no further try would mend.
    record Failed(Subject subject, Reason reason, Instant at) implements Outcome {
        @Override
        public JobState state() {
            return JobState.FAILED;
        }
    }

    /// By the user, by withdrawn consent, or by erasure: the reason says which.
    record Canceled(Subject subject, Reason reason, Instant at) implements Outcome {
        @Override
        public JobState state() {
            return JobState.CANCELED;
        }
    }

    /// The task's deadline passed.
    record Aborted(Subject subject, Reason reason, Instant at) implements Outcome {
        @Override
        public JobState state() {
            return JobState.ABORTED;
        }
    }
}
