package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ColourSpace;
import io.dermflow.events.Event;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.ImageRef;
import io.dermflow.events.UserId;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.kit.kafka.ConsentView.Standing;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.DirectoryObjectStore;
import io.dermflow.vision.consent.ConsentCheck;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.pump.JobRun;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The whole vision stage for tests: a directory as store, one person, the steps that ran.
final class CaptureStage {

    static final UserId OWNER = new UserId(UUID.randomUUID());

    private final DirectoryObjectStore store;
    private final List<String> steps = new ArrayList<>();
    private Standing standing = Standing.ALLOWED;

    CaptureStage(Path dir) {
        store = new DirectoryObjectStore(dir);
    }

    DirectoryObjectStore store() {
        return store;
    }

    /// Names, in the order in which they ran.
    List<String> steps() {
        return steps;
    }

    /// How the person's consent stands from now on.
    void stands(Standing now) {
        standing = now;
    }

    Event run(ActiveModels models, AnalysisRequested job) {
        return new AnalyseCapture(
                        new ConsentCheck((_, _, _) -> standing, Clock.systemUTC()),
                        models,
                        store,
                        new PipelineProperties(640, "", ""),
                        Clock.systemUTC())
                .run(job, new JobRun((step, _) -> steps.add(step)));
    }

    static Analysis found(Event event) {
        assertThat(event).isInstanceOf(FindingsReady.class);
        return ((FindingsReady) event).analysis();
    }

    /// The same job for other analyses, or under other options.
    static AnalysisRequested with(
            AnalysisRequested job, List<String> analyses, AnalysisOptions options) {
        return new AnalysisRequested(
                job.taskId(),
                job.userId(),
                job.images(),
                analyses,
                options,
                job.consent(),
                1,
                job.deadline(),
                job.timestamp(),
                null);
    }

    /// Puts a picture where the job says it is.
    ImageRef image(
            String kind, byte[] bytes, String mediaType, int width, int height, int orientation) {
        String sha256 = FetchImages.sha256(bytes);
        String key = "raw/" + sha256;
        store.put(Bucket.RAW_CAPTURES, OWNER, key, bytes, mediaType);
        return new ImageRef(
                kind,
                key,
                sha256,
                mediaType,
                bytes.length,
                width,
                height,
                orientation,
                ColourSpace.ASSUMED_SRGB);
    }
}
