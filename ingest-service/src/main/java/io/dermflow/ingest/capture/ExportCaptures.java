package io.dermflow.ingest.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dermflow.events.ImageRef;
import io.dermflow.events.JobState;
import io.dermflow.events.Reason;
import io.dermflow.events.TaskId;
import io.dermflow.kit.security.Caller;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/// Gives a person all their captures, newest first, each with its result. One page of rows and one
/// result are held at a time, however many there are.
@Service
public class ExportCaptures {

    private static final int PAGE = 100;

    private final Captures captures;
    private final ResultsClient results;

    ExportCaptures(Captures captures, ResultsClient results) {
        this.captures = captures;
        this.results = results;
    }

    /// Takes one capture after the other.
    public interface Receiver {
        void take(Exported capture) throws IOException;
    }

    /// A capture.
    ///
    /// @param pictures what is known of them; the pictures themselves are kept for a day, or as
    ///   long as was agreed to
    /// @param result as at `GET /captures/{id}/results`; absent while there is none
    /// @param metricsHistory as at `GET /captures/{id}/metrics/history`, of what succeeded
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Exported(
            TaskId captureId,
            JobState state,
            @Nullable Reason reason,
            Instant acceptedAt,
            @Nullable Instant endedAt,
            @Nullable String clientReference,
            List<Picture> pictures,
            @Nullable JsonNode result,
            @Nullable JsonNode metricsHistory) {}

    /// A picture of a capture, as it was kept: without metadata.
    public record Picture(
            String kind, String mediaType, long bytes, int width, int height, String sha256) {

        static Picture of(ImageRef image) {
            return new Picture(
                    image.kind(),
                    image.mediaType(),
                    image.bytes(),
                    image.width(),
                    image.height(),
                    image.sha256());
        }
    }

    /// @return whether all that ended came with their results
    public boolean of(Caller caller, Receiver receiver) throws IOException {
        boolean complete = true;
        TaskId before = null;
        List<CaptureRow> page;
        do {
            page = captures.list(caller.userId(), null, before, PAGE);
            for (CaptureRow row : page) {
                JsonNode result = result(row, caller);
                JsonNode history = history(row, caller);
                complete &= result != null || !row.state().ended();
                complete &= history != null || row.state() != JobState.SUCCEEDED;
                receiver.take(exported(row, result, history));
                before = row.taskId();
            }
        } while (page.size() == PAGE);
        return complete;
    }

    private @Nullable JsonNode result(CaptureRow row, Caller caller) {
        return row.state().ended()
                ? results.document(row.taskId(), caller.token()).orElse(null)
                : null;
    }

    private @Nullable JsonNode history(CaptureRow row, Caller caller) {
        return row.state() == JobState.SUCCEEDED
                ? results.metricsHistory(row.taskId(), caller.token()).orElse(null)
                : null;
    }

    private static Exported exported(
            CaptureRow row, @Nullable JsonNode result, @Nullable JsonNode history) {
        return new Exported(
                row.taskId(),
                row.state(),
                row.reason(),
                row.acceptedAt(),
                row.endedAt(),
                row.clientReference(),
                row.images().stream().map(Picture::of).toList(),
                result,
                history);
    }
}
