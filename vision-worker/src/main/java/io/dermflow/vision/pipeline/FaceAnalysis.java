package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.AnalysisStep;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Artifact;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.Face;
import io.dermflow.events.analysis.KnownLimit;
import io.dermflow.events.analysis.ModelVersion;
import io.dermflow.events.analysis.Quality.Check;
import io.dermflow.events.analysis.Quality.Verdict;
import io.dermflow.imaging.calibration.ColourCorrection;
import io.dermflow.imaging.colour.Lab;
import io.dermflow.vision.checkpoint.Checkpoint;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.model.ModelEntry;
import io.dermflow.vision.pump.JobRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks at the face, where a capture asks for it: finds it, judges whether it can be judged, names
/// its form and colour season, draws its outline.
///
/// Failure semantics: a face that can't be judged leaves everything else as it is, and a
/// degradation says why by its stable code. [Shortfalls] has what follows from it.
final class FaceAnalysis {

    static final String FACE = "face";

    private static final String NORMAL = "normal";
    private static final String LOW = "low";

    /// What a model's entry names that has never seen a person.
    private static final List<String> GENERATED_ONLY = List.of("generated");

    private final ActiveModels models;
    private final StoreOverlays overlays;

    FaceAnalysis(ActiveModels models, StoreOverlays overlays) {
        this.models = models;
        this.overlays = overlays;
    }

    /// Finds the face and judges it.
    ///
    /// @return empty where nobody asked, nothing can be looked at, or it took too long
    Optional<SeenFace> look(AnalysisRequested job, Views views, Steps steps, Checkpoint kept) {
        Optional<LoadedModel> model = models.active(ActiveModels.FACE_LANDMARKS);
        Optional<View> view = portrait(views);
        if (!wanted(job, steps) || model.isEmpty() || view.isEmpty()) {
            return Optional.empty();
        }
        Optional<LoadedModel> parser = models.active(ActiveModels.FACE_PARSING);
        Optional<LoadedModel> skin = models.active(ActiveModels.SKIN);
        return kept.optional(
                KeptSteps.FACE.by(entries(model.get(), parser, skin)),
                () -> look(job, view.get(), model.get(), parser, skin));
    }

    private static boolean wanted(AnalysisRequested job, Steps steps) {
        return job.analyses().contains(FACE) && steps.has(AnalysisStep.FACE);
    }

    /// The analysis with what the face adds to it.
    ///
    /// @param face as [#look] saw it
    Analysis addTo(
            Analysis analysis,
            AnalysisRequested job,
            Views views,
            Optional<SeenFace> face,
            Steps steps,
            Shortfalls shortfalls,
            JobRun run) {
        if (!wanted(job, steps)) {
            return analysis;
        }
        if (face.isEmpty()) {
            return with(
                    analysis, job, List.of(), null, unavailable(views), List.of(), List.of(), run);
        }
        SeenFace seen = face.get();
        if (seen.face() == null) {
            shortfalls.add(FACE, seen.lacking());
        }
        List<Artifact> drawn =
                seen.found() != null && steps.has(AnalysisStep.OVERLAY)
                        ? draw(job, seen.picture(), seen.found(), run)
                        : List.of();
        return with(
                analysis,
                job,
                seen.checks(),
                seen.face(),
                seen.lacking(),
                drawn,
                seen.versions(),
                run);
    }

    /// Nothing where the look alone took too long: that is said elsewhere.
    private List<Degradation> unavailable(Views views) {
        if (models.active(ActiveModels.FACE_LANDMARKS).isEmpty()) {
            return List.of(unavailable("No model for faces is active."));
        }
        return portrait(views).isEmpty()
                ? List.of(unavailable("Send the face as part 'portrait' or 'image'."))
                : List.of();
    }

    private static Degradation unavailable(String why) {
        return new Degradation("analysis_unavailable", why);
    }

    /// A portrait before the one picture of a simple capture.
    private static Optional<View> portrait(Views views) {
        return Stream.of("portrait", "image")
                .flatMap(kind ->
                        views.all().stream().filter(view -> view.picture().kind().equals(kind)))
                .findFirst();
    }

    private static SeenFace look(
            AnalysisRequested job,
            View view,
            LoadedModel model,
            Optional<LoadedModel> parser,
            Optional<LoadedModel> skin) {
        Picture picture = view.picture();
        Optional<FoundFace> found = FindFace.in(picture, model);
        OptionalDouble forehead =
                found.isPresent() && skin.isPresent()
                        ? BareForehead.share(
                                picture.image().pixels(), found.get().landmarks(), skin.get())
                        : OptionalDouble.empty();
        List<Check> checks = JudgeFace.of(picture, found, job.options().qualityPolicy(), forehead);
        List<ModelVersion> versions =
                entries(model, parser, skin).stream().map(ModelEntry::asUsed).toList();
        Optional<Check> failed =
                checks.stream().filter(check -> check.verdict() == Verdict.FAIL).findFirst();
        if (failed.isPresent() || found.isEmpty()) {
            String code = failed.map(Check::code).orElse(FaceProblem.NO_FACE.code());
            return new SeenFace(
                    picture, checks, null, null, List.of(RetakeWords.lacking(code)), versions);
        }
        List<String> doubts = doubts(view, model.entry(), checks);
        Optional<Lab> hair =
                parser.flatMap(net ->
                        HairColour.of(
                                view.pixels(), FaceSquare.withHair(found.get().landmarks()), net));
        Optional<Face> face =
                MeasureFace.of(view, found.get(), hair, doubts.isEmpty() ? NORMAL : LOW);
        return new SeenFace(
                picture, checks, face.orElse(null), found.get(), lacking(face, doubts), versions);
    }

    private static List<ModelEntry> entries(
            LoadedModel model, Optional<LoadedModel> parser, Optional<LoadedModel> skin) {
        return Stream.of(Optional.of(model), parser, skin)
                .flatMap(Optional::stream)
                .map(LoadedModel::entry)
                .toList();
    }

    private static List<Degradation> lacking(Optional<Face> face, List<String> doubts) {
        if (face.isEmpty()) {
            return List.of(
                    KnownLimit.FACE_TOO_SMALL.because(
                            "The cheeks are too small to read a colour."));
        }
        return doubts.isEmpty()
                ? List.of()
                : List.of(
                        KnownLimit.LOW_CONFIDENCE_FACE.because(
                                "Form and season are a hint: " + String.join("; ", doubts) + "."));
    }

    private static List<String> doubts(View view, ModelEntry entry, List<Check> checks) {
        List<String> doubts = new ArrayList<>();
        if (entry.trainingData().equals(GENERATED_ONLY)) {
            doubts.add("the model has learnt from rendered faces only");
        }
        if (view.correction().basis() != ColourCorrection.Basis.PATCHES) {
            doubts.add("no colour card shows the light");
        }
        checks.stream()
                .filter(check -> check.verdict() == Verdict.WARN)
                .map(check -> FaceProblem.of(check.code()).seen())
                .forEach(doubts::add);
        return doubts;
    }

    private List<Artifact> draw(
            AnalysisRequested job, Picture picture, FoundFace found, JobRun run) {
        return run.optional("overlay", () -> StoreOverlays.drawFace(picture, found.landmarks()))
                .map(drawing -> List.of(run.waiting("store", () -> overlays.store(job, drawing))))
                .orElse(List.of());
    }

    private static Analysis with(
            Analysis analysis,
            AnalysisRequested job,
            List<Check> checks,
            @Nullable Face face,
            List<Degradation> lacking,
            List<Artifact> drawn,
            List<ModelVersion> versions,
            JobRun run) {
        return analysis.toBuilder()
                .quality(RetakeWords.of(job).with(analysis.quality(), checks))
                .artifacts(joined(analysis.artifacts(), drawn))
                .modelVersions(
                        joined(analysis.modelVersions(), versions).stream().distinct().toList())
                .timings(run.timings())
                .degradations(joined(analysis.degradations(), lacking))
                .face(face)
                .build();
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
