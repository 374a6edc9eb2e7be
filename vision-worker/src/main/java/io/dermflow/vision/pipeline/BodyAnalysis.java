package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.AnalysisStep;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Artifact;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.ModelVersion;
import io.dermflow.events.analysis.Quality;
import io.dermflow.imaging.body.BodyProblem;
import io.dermflow.imaging.body.CardBeside;
import io.dermflow.vision.checkpoint.Checkpoint;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.model.ModelEntry;
import io.dermflow.vision.pump.JobRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Measures the body in the pictures of one capture, beside whatever else was analysed: what fails
/// here leaves that untouched.
///
/// What follows from a body that can't be measured, [Shortfalls] has.
final class BodyAnalysis {

    static final String BODY = "body";

    /// The step that looks for a card beside the person. Without it the body is measured by the
    /// height alone.
    static final String CARD_BESIDE = "card_beside";

    private final ActiveModels models;
    private final StoreOverlays overlays;

    BodyAnalysis(ActiveModels models, StoreOverlays overlays) {
        this.models = models;
        this.overlays = overlays;
    }

    /// @param originals in which a card beside the body can be seen
    /// @return the same analysis where the body was not asked for
    Analysis addTo(
            Analysis analysis,
            AnalysisRequested job,
            Views views,
            Originals originals,
            Steps steps,
            Shortfalls shortfalls,
            Checkpoint kept) {
        if (!job.analyses().contains(BODY)) {
            return analysis;
        }
        Optional<LoadedModel> model = models.active(ActiveModels.PERSON);
        return model.map(net ->
                        measured(analysis, job, views, originals, steps, shortfalls, kept, net))
                .orElseGet(() ->
                        with(
                                analysis,
                                analysis.quality(),
                                null,
                                List.of(),
                                List.of(
                                        new Degradation(
                                                "analysis_unavailable",
                                                "No model that outlines persons is loaded.")),
                                List.of(),
                                kept.run()));
    }

    private Analysis measured(
            Analysis analysis,
            AnalysisRequested job,
            Views views,
            Originals originals,
            Steps steps,
            Shortfalls shortfalls,
            Checkpoint kept,
            LoadedModel model) {
        JobRun run = kept.run();
        Optional<LoadedModel> joints = models.active(ActiveModels.POSE);
        List<ModelEntry> used =
                Stream.concat(Stream.of(model), joints.stream()).map(LoadedModel::entry).toList();
        Optional<Double> heightCm = Optional.ofNullable(job.options().heightCm());
        SeenPersons persons =
                kept.nativeStep(
                        KeptSteps.BODY.by(used), () -> SeeBody.persons(views, model, joints));
        Optional<CardBeside> card =
                persons.front()
                        .filter(_ -> steps.has(AnalysisStep.CARD))
                        .flatMap(person ->
                                kept.optional(
                                        KeptSteps.CARD_BESIDE,
                                        () -> SeeBody.card(person, originals, heightCm)))
                        .flatMap(Function.identity());
        SeenBody seen = run.nativeStep(BODY, () -> SeeBody.read(persons, card, heightCm));
        List<Artifact> drawings = drawings(job, seen, steps, run);
        List<Degradation> lacking = seen.inOrder().stream().map(BodyAnalysis::lacking).toList();
        if (seen.reading().widths().isEmpty()) {
            shortfalls.add(BODY, lacking);
        }
        return with(
                analysis,
                BodyChecks.added(analysis.quality(), seen, RetakeWords.of(job)),
                seen.nobody() ? null : BodyFigures.of(seen, job.options().sex()),
                drawings,
                lacking,
                used.stream().map(ModelEntry::asUsed).toList(),
                run);
    }

    private List<Artifact> drawings(AnalysisRequested job, SeenBody seen, Steps steps, JobRun run) {
        List<StoreOverlays.Drawing> drawn = new ArrayList<>();
        if (steps.has(AnalysisStep.OVERLAY)) {
            run.optional("overlay", () -> DrawBody.drawings(seen)).ifPresent(drawn::addAll);
        }
        if (steps.has(AnalysisStep.MASKS)) {
            run.optional(DrawMasks.STEP, () -> DrawMasks.ofPersons(seen)).ifPresent(drawn::addAll);
        }
        return drawn.isEmpty()
                ? List.of()
                : run.waiting(
                        "store",
                        () -> drawn.stream().map(drawing -> overlays.store(job, drawing)).toList());
    }

    private static Degradation lacking(BodyProblem problem) {
        return RetakeWords.lacking(problem.code());
    }

    private static Analysis with(
            Analysis analysis,
            Quality quality,
            @Nullable Body body,
            List<Artifact> drawings,
            List<Degradation> lacking,
            List<ModelVersion> versions,
            JobRun run) {
        return analysis.toBuilder()
                .quality(quality)
                .artifacts(joined(analysis.artifacts(), drawings))
                .modelVersions(joined(analysis.modelVersions(), versions))
                .timings(run.timings())
                .degradations(joined(analysis.degradations(), lacking))
                .body(body)
                .build();
    }

    private static <T> List<T> joined(List<T> first, List<T> more) {
        List<T> all = new ArrayList<>(first);
        all.addAll(more);
        return all;
    }
}
