package io.dermflow.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The public announcement: topic `skin_analysis_results`. Thin on purpose (no finding, number or
/// text), because every reader of a topic reads all of it. Exactly one terminal event per task and
/// log under `read_committed`; after a lost log the same `ce_id` may come again.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ResultEvent.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = ResultEvent.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = ResultEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = ResultEvent.Canceled.class, name = "canceled"),
    @JsonSubTypes.Type(value = ResultEvent.Aborted.class, name = "aborted"),
    @JsonSubTypes.Type(value = ResultEvent.Corrected.class, name = "corrected"),
    @JsonSubTypes.Type(value = ResultEvent.ReportUpgraded.class, name = "report_upgraded")
})
public sealed interface ResultEvent extends Event {

    Summary summary();

    @Override
    default String key() {
        return summary().taskId().toString();
    }

    /// The terminal events of a task share one id per report version, whatever their kind: only the
    /// first of them exists.
    @Override
    default String eventId() {
        return key() + ":result:" + summary().reportVersion();
    }

    /// All that a partner may learn from the topic.
    ///
    /// @param reasonCode absent when the task succeeded
    /// @param link path of the result below the gateway, `/api/v1/captures/{id}/results`
    record Summary(
            TaskId taskId,
            UserId userId,
            JobState state,
            @Nullable String reasonCode,
            int reportVersion,
            @Nullable String clientReference,
            Instant acceptedAt,
            Instant finishedAt,
            String link) {}

    record Completed(Summary summary) implements ResultEvent {}

    record Rejected(Summary summary) implements ResultEvent {}

    record Failed(Summary summary) implements ResultEvent {}

    record Canceled(Summary summary) implements ResultEvent {}

    record Aborted(Summary summary) implements ResultEvent {}

    /// The user or a reviewer changed the measures, or somebody decided on such a change.
    ///
    /// @param correction counts a task's changes and decisions from 1; each has its own `ce_id`.
    ///   Absent in records from before it was counted
    /// @param reviewState that of the result from now on: `edited`, `approved` or `rejected`;
    ///   absent as above
    record Corrected(Summary summary, @Nullable Integer correction, @Nullable String reviewState)
            implements ResultEvent {

        @Override
        public String eventId() {
            return key() + ":corrected:" + Objects.requireNonNullElse(correction, 0);
        }
    }

    /// A narrative came later than the first report.
    record ReportUpgraded(Summary summary) implements ResultEvent {}

    /// The terminal event for an end state.
    static ResultEvent terminal(Summary summary) {
        return switch (summary.state()) {
            case SUCCEEDED -> new Completed(summary);
            case REJECTED -> new Rejected(summary);
            case FAILED -> new Failed(summary);
            case CANCELED -> new Canceled(summary);
            case ABORTED -> new Aborted(summary);
            case QUEUED, PROCESSING ->
                    throw new IllegalArgumentException(summary.taskId() + " has not ended");
        };
    }
}
