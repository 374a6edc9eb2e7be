package io.dermflow.ingest.capture;

import io.dermflow.events.EventCodec;
import io.dermflow.events.ImageRef;
import io.dermflow.events.JobState;
import io.dermflow.events.Reason;
import io.dermflow.events.Stage;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.progress.StageStanding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/// A capture as it is stored, with what its tracking row adds as long as there is one.
///
/// @param stages empty once the tracking row was cleaned up
/// @param reason why it ended otherwise than succeeded
/// @param reviewState as report-service announced it last; `none` before
record CaptureRow(
        TaskId taskId,
        Instant acceptedAt,
        @Nullable String clientReference,
        JobState state,
        int sequence,
        @Nullable Instant endedAt,
        @Nullable Reason reason,
        @Nullable Integer reportVersion,
        String reviewState,
        Map<Stage, StageStanding> stages,
        List<ImageRef> images) {

    static final String COLUMNS =
            """
            c.task_id, c.accepted_at, c.client_reference, c.state, c.sequence, c.ended_at,
            c.reason_code, c.reason_detail, c.report_version, c.review_state, c.images,
            coalesce(j.stages, '{}') as stages
            from captures c left join jobs j on j.task_id = c.task_id
            """;

    private static final TypeReference<Map<Stage, StageStanding>> STAGES = new TypeReference<>() {};
    private static final TypeReference<List<ImageRef>> IMAGES = new TypeReference<>() {};

    static CaptureRow of(ResultSet row, int number) throws SQLException {
        Timestamp endedAt = row.getTimestamp("ended_at");
        String code = row.getString("reason_code");
        return new CaptureRow(
                TaskId.of(row.getString("task_id")),
                row.getTimestamp("accepted_at").toInstant(),
                row.getString("client_reference"),
                JobState.of(row.getString("state")),
                row.getInt("sequence"),
                endedAt == null ? null : endedAt.toInstant(),
                code == null ? null : new Reason(code, row.getString("reason_detail")),
                row.getObject("report_version", Integer.class),
                row.getString("review_state"),
                EventCodec.mapper().readValue(row.getString("stages"), STAGES),
                EventCodec.mapper().readValue(row.getString("images"), IMAGES));
    }
}
