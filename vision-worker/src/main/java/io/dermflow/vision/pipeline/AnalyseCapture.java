package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.AnalysisStep;
import io.dermflow.events.Event;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.Group;
import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.Stage;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Quality;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.vision.checkpoint.Checkpoint;
import io.dermflow.vision.checkpoint.Checkpoints;
import io.dermflow.vision.consent.ConsentCheck;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.pump.JobRun;
import io.dermflow.vision.pump.StageWork;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The vision stage: is the person still willing, are the pictures whole and good enough, what is
/// to be seen in them. Idempotent by task id: a second run stores the same objects again.
public final class AnalyseCapture implements StageWork<AnalysisRequested> {

    private static final Logger LOG = LoggerFactory.getLogger(AnalyseCapture.class);

    private final ConsentCheck consents;
    private final ActiveModels models;
    private final FetchImages fetchImages;
    private final OpenPicture openPicture;
    private final SkinAnalysis skinAnalysis;
    private final BodyAnalysis bodyAnalysis;
    private final FaceAnalysis faceAnalysis;
    private final FindSkin findSkin;
    private final HaltSwitch haltSwitch;
    private final Map<AnalysisStep, Boolean> switches;
    private final int workingLongSide;
    private final Checkpoints checkpoints;
    private final Clock clock;

    public AnalyseCapture(
            ConsentCheck consents,
            ActiveModels models,
            ObjectStore store,
            PipelineProperties properties,
            Checkpoints checkpoints,
            Clock clock) {
        this.consents = consents;
        this.models = models;
        this.fetchImages = new FetchImages(store);
        this.openPicture = new OpenPicture(properties.workingLongSide());
        var overlays = new StoreOverlays(store);
        this.skinAnalysis =
                new SkinAnalysis(overlays, new LeaveOutHeads(models), new ClassifyLesions(models));
        this.bodyAnalysis = new BodyAnalysis(models, overlays);
        this.faceAnalysis = new FaceAnalysis(models, overlays);
        this.findSkin = new FindSkin(models);
        this.haltSwitch = new HaltSwitch(properties.haltOnSha256());
        this.switches = AnalysisStep.switches(properties.steps());
        this.workingLongSide = properties.workingLongSide();
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    /// What results depend on beside the job and the models.
    ///
    /// @param steps in their order
    private record Conditions(List<AnalysisStep> steps, int workingLongSide) {}

    @Override
    public Event run(AnalysisRequested job, JobRun run) {
        checkpoints.removeAtTheEnd(job, run);
        Optional<Outcome.Canceled> canceled = consents.canceled(job);
        if (canceled.isPresent()) {
            return canceled.get();
        }
        int timedOutBefore = run.timedOut().size();
        var pictures = new Pictures();
        try {
            List<FetchedImage> images = run.waiting("fetch", () -> fetchImages.all(job));
            images.forEach(haltSwitch::lookAt);
            for (FetchedImage image : images) {
                run.step("check", () -> OpenPicture.checkWhole(image));
                pictures.add(run.nativeStep("decode", () -> openPicture.open(image)));
            }
            Quality quality = run.nativeStep("quality", () -> JudgeQuality.of(pictures, job));
            if (!quality.problems().isEmpty()) {
                return rejected(job, qualityAlone(job, quality, run));
            }
            Analysis analysis =
                    Degradations.timedOut(
                            look(job, pictures, new Originals(images), quality, run),
                            run.timedOut().stream().skip(timedOutBefore).toList());
            return analysis.quality().problems().isEmpty()
                    ? EventSize.bounded(new FindingsReady(job, analysis))
                    : rejected(job, analysis);
        } catch (Unanalysable e) {
            return switch (e.kind()) {
                case REJECTED -> damaged(job, e.reason());
                case FAILED ->
                        new Outcome.Failed(Outcome.Subject.of(job), e.reason(), clock.instant());
            };
        } finally {
            run.whenQuiet(pictures::close);
        }
    }

    private Analysis look(
            AnalysisRequested job,
            Pictures pictures,
            Originals originals,
            Quality quality,
            JobRun run) {
        Steps steps = Steps.of(job, switches);
        Checkpoint kept = checkpoint(job, pictures, steps, run);
        Views views = Calibration.of(job, pictures, steps, kept);
        SeenSkin seenSkin = findSkin.in(views, job, steps, run);
        try {
            Optional<LoadedModel> model =
                    steps.has(AnalysisStep.DETECT) && !views.closeUps(job).none()
                            ? Optional.of(models.lesion())
                            : Optional.empty();
            Quality seen =
                    JudgeQuality.seen(quality, job, views, CardChecks.of(pictures, views, steps));
            Optional<SeenFace> face = faceAnalysis.look(job, views, steps, kept);
            var shortfalls = new Shortfalls();
            Analysis skin = skinAnalysis.of(job, views, seen, model, face, seenSkin, steps, kept);
            if (job.analyses().contains(Degradations.SKIN)) {
                NoSkin.in(skin, views.closeUps(job))
                        .ifPresent(why -> shortfalls.add(Degradations.SKIN, List.of(why)));
            }
            Analysis withFace = faceAnalysis.addTo(skin, job, views, face, steps, shortfalls, run);
            Analysis whole =
                    bodyAnalysis.addTo(withFace, job, views, originals, steps, shortfalls, kept);
            return whole.judged(shortfalls.judged(whole.quality(), job));
        } finally {
            run.whenQuiet(views::close);
            run.whenQuiet(seenSkin::close);
        }
    }

    private Checkpoint checkpoint(
            AnalysisRequested job, Pictures pictures, Steps steps, JobRun run) {
        var conditions = new Conditions(steps.on().stream().sorted().toList(), workingLongSide);
        return checkpoints.open(job, conditions, new KeptForms(pictures.ofSkin()), run);
    }

    private static Analysis qualityAlone(AnalysisRequested job, Quality quality, JobRun run) {
        return Analysis.builder(quality)
                .timings(run.timings())
                .degradations(Degradations.ofPictures(job))
                .build();
    }

    /// @param analysis with a problem of its pictures at least
    private Outcome.Rejected rejected(AnalysisRequested job, Analysis analysis) {
        var words = RetakeWords.of(job);
        Quality quality = words.ofRejected(analysis.quality());
        var reason = new Reason(quality.problems().getFirst(), String.join(" ", quality.actions()));
        return rejected(job, words, reason, analysis.judged(quality));
    }

    private Outcome.Rejected damaged(AnalysisRequested job, Reason damage) {
        LOG.info(
                "picture rejected taskId={} code={} error={}",
                job.taskId(),
                damage.code(),
                damage.detail());
        var words = RetakeWords.of(job);
        return rejected(job, words, words.of(damage), null);
    }

    private Outcome.Rejected rejected(
            AnalysisRequested job, RetakeWords words, Reason reason, @Nullable Analysis analysis) {
        return new Outcome.Rejected(
                Outcome.Subject.of(job), reason, analysis, clock.instant(), words.language().tag());
    }

    @Override
    public Stage stage() {
        return Stage.VISION;
    }

    @Override
    public Group group() {
        return Group.VISION;
    }

    @Override
    public Class<AnalysisRequested> input() {
        return AnalysisRequested.class;
    }

    @Override
    public AnalysisRequested jobOf(AnalysisRequested event) {
        return event;
    }

    @Override
    public Set<String> dependencies() {
        return Set.of("object_store", "consent", "model");
    }

    @Override
    public Set<String> limitedSteps() {
        return Steps.limited();
    }
}
