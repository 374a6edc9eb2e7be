package io.dermflow.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A job: topic `skin_analysis`, from ingest to the vision stage.
///
/// @param images empty only where a later report is asked for, which needs none
/// @param analyses any of `skin`, `face`, `body`
/// @param consent what the capture was accepted under; only a newer withdrawal stops it
/// @param attempt counts the publications of this task, from 1
/// @param deadline after it the task ends as `aborted`
/// @param timestamp when the capture was accepted
public record AnalysisRequested(
        TaskId taskId,
        UserId userId,
        List<ImageRef> images,
        List<String> analyses,
        AnalysisOptions options,
        Consent consent,
        int attempt,
        Instant deadline,
        Instant timestamp,
        @Nullable String clientReference)
        implements Event {

    public AnalysisRequested {
        images = List.copyOf(images);
        analyses = List.copyOf(analyses);
    }

    /// The same job for another publication.
    public AnalysisRequested withAttempt(int attempt) {
        return new AnalysisRequested(
                taskId,
                userId,
                images,
                analyses,
                options,
                consent,
                attempt,
                deadline,
                timestamp,
                clientReference);
    }

    @Override
    public String key() {
        return taskId.toString();
    }

    @Override
    public String eventId() {
        return taskId + ":requested:" + attempt;
    }
}
