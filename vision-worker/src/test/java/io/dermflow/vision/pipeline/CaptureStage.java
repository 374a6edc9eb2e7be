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
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.checkpoint.Checkpoints;
import io.dermflow.vision.checkpoint.TestCheckpoints;
import io.dermflow.vision.consent.ConsentCheck;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.pump.JobRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The whole vision stage for tests: a directory as store, one person, the steps that ran.
final class CaptureStage {

    private static final Path SAMPLES = Path.of("../local-stack/src/main/resources/sample");

    static final UserId OWNER = new UserId(UUID.randomUUID());

    private final ObjectStore store;
    private final Checkpoints checkpoints;
    private final List<String> steps = new ArrayList<>();
    private Standing standing = Standing.ALLOWED;

    CaptureStage(Path dir) {
        this(new DirectoryObjectStore(dir));
    }

    private CaptureStage(ObjectStore store) {
        this(store, TestCheckpoints.none(store));
    }

    CaptureStage(ObjectStore store, Checkpoints checkpoints) {
        this.store = store;
        this.checkpoints = checkpoints;
    }

    ObjectStore store() {
        return store;
    }

    /// The stage's work.
    AnalyseCapture work(ActiveModels models, String switched) {
        return new AnalyseCapture(
                new ConsentCheck((_, _, _) -> standing, Clock.systemUTC()),
                models,
                store,
                new PipelineProperties(640, "", switched),
                checkpoints,
                Clock.systemUTC());
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
        return run(models, job, "");
    }

    /// @param switched steps on or off, as the setting has them
    Event run(ActiveModels models, AnalysisRequested job, String switched) {
        return run(models, job, switched, new JobRun((step, _) -> steps.add(step)));
    }

    Event run(ActiveModels models, AnalysisRequested job, String switched, JobRun run) {
        return work(models, switched).run(job, run);
    }

    /// One of the sample pictures that ship.
    static byte[] sample(String name) {
        try {
            return Files.readAllBytes(SAMPLES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Analysis found(Event event) {
        assertThat(event).isInstanceOf(FindingsReady.class);
        return ((FindingsReady) event).analysis();
    }

    /// A job for everything, whose pictures lie in the store.
    AnalysisRequested everything() {
        return with(
                Jobs.of(
                        drawn("image", DrawnSkin.nearer(0.9, 1, 1.1)),
                        drawn("ref", DrawnSkin.withMoleAndCard(0.9, 1, 1.1)),
                        sample("front", "body-front.jpg", 720, 960),
                        sample("side", "body-side.jpg", 720, 960),
                        sample("portrait", "face-sample.jpg", 480, 768)),
                List.of("skin", "face", "body"),
                new AnalysisOptions("normal", "en", null, 162.8, false));
    }

    private ImageRef drawn(String kind, byte[] jpeg) {
        return image(kind, jpeg, "image/jpeg", DrawnSkin.WIDTH, DrawnSkin.HEIGHT, 1);
    }

    /// Puts one of the sample pictures into the store.
    ImageRef sample(String kind, String file, int width, int height) {
        return image(kind, sample(file), "image/jpeg", width, height, 1);
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
