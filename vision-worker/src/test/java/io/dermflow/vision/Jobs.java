package io.dermflow.vision;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ColourSpace;
import io.dermflow.events.Consent;
import io.dermflow.events.ImageRef;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Jobs for tests.
public final class Jobs {

    /// What the jobs here were accepted under.
    public static final Consent CONSENT = new Consent(1, true, false, false, false);

    private Jobs() {}

    /// A job on one picture that is nowhere.
    public static AnalysisRequested any() {
        return of(image("image", "raw/none.jpg", "0".repeat(64), "image/jpeg", 0, 800, 600));
    }

    public static AnalysisRequested of(ImageRef... images) {
        Instant now = Instant.now();
        return new AnalysisRequested(
                new TaskId(UUID.randomUUID()),
                new UserId(UUID.randomUUID()),
                List.of(images),
                List.of("skin"),
                AnalysisOptions.DEFAULT,
                CONSENT,
                1,
                now.plus(Duration.ofMinutes(5)),
                now,
                null);
    }

    public static AnalysisRequested dueAt(Instant deadline) {
        AnalysisRequested job = any();
        return new AnalysisRequested(
                job.taskId(),
                job.userId(),
                job.images(),
                job.analyses(),
                job.options(),
                job.consent(),
                job.attempt(),
                deadline,
                job.timestamp(),
                null);
    }

    public static ImageRef image(
            String kind,
            String key,
            String sha256,
            String mediaType,
            long bytes,
            int width,
            int height) {
        return new ImageRef(
                kind, key, sha256, mediaType, bytes, width, height, 1, ColourSpace.ASSUMED_SRGB);
    }
}
