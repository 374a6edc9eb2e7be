package io.dermflow.report.result;

import io.dermflow.events.JobState;
import io.dermflow.events.Reason;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.ClientFigures;
import io.dermflow.events.narrative.Narrative;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// An ended task as readers see it. Never written through: [ResultLedger] does that.
@Entity
@Immutable
@Table(name = "result")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
public class StoredResult {

    @Id private UUID taskId;
    private UUID userId;
    private String state;
    private @Nullable String reasonCode;
    private @Nullable String reasonDetail;
    private int reportVersion;
    private @Nullable String clientReference;
    private Instant acceptedAt;
    private Instant finishedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Analysis analysis;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Narrative narrative;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable ClientFigures clientFigures;

    private @Nullable String language;
    private String reviewState;
    private @Nullable UUID latestAdjustmentId;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Edits edits;

    private @Nullable Instant erasedAt;

    protected StoredResult() {}

    public TaskId taskId() {
        return new TaskId(taskId);
    }

    public UserId userId() {
        return new UserId(userId);
    }

    public JobState state() {
        return JobState.of(state);
    }

    /// Absent when the task succeeded.
    public Optional<Reason> reason() {
        return Optional.ofNullable(reasonCode).map(code -> new Reason(code, reasonDetail));
    }

    public int reportVersion() {
        return reportVersion;
    }

    public Optional<String> clientReference() {
        return Optional.ofNullable(clientReference);
    }

    public Instant acceptedAt() {
        return acceptedAt;
    }

    public Instant finishedAt() {
        return finishedAt;
    }

    public Optional<Analysis> analysis() {
        return Optional.ofNullable(analysis);
    }

    public Optional<Narrative> narrative() {
        return Optional.ofNullable(narrative);
    }

    /// BCP 47 tag of the language of its words: the report's, or where it was rejected the
    /// reason's.
    public Optional<String> language() {
        return narrative().map(Narrative::language).or(() -> Optional.ofNullable(language));
    }

    /// What the client measured by itself; absent when we did the measuring.
    public Optional<ClientFigures> clientFigures() {
        return Optional.ofNullable(clientFigures);
    }

    /// `none`, `needs_review`, `edited`, `approved` or `rejected`.
    public String reviewState() {
        return reviewState;
    }

    /// The newest correction of the measures, whatever was decided on it.
    public Optional<UUID> latestAdjustmentId() {
        return Optional.ofNullable(latestAdjustmentId);
    }

    /// The measures that are shown otherwise than they were measured.
    public Edits edits() {
        return edits == null ? Edits.NONE : edits;
    }

    /// Whether only the tombstone is left.
    public boolean isErased() {
        return erasedAt != null;
    }
}
