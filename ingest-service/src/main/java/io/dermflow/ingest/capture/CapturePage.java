package io.dermflow.ingest.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `GET /captures` answers.
///
/// @param nextCursor absent on the last page
@JsonInclude(JsonInclude.Include.NON_NULL)
record CapturePage(List<CaptureView> items, @Nullable String nextCursor) {

    /// @param rows one more than fits, if there are more
    static CapturePage of(List<CaptureRow> rows, int size) {
        List<CaptureRow> fitting = rows.subList(0, Math.min(size, rows.size()));
        return new CapturePage(
                fitting.stream().map(row -> CaptureView.of(row, null)).toList(),
                rows.size() > size ? fitting.getLast().taskId().toString() : null);
    }
}
