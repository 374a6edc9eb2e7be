package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.AnalysisStep;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Artifact;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.ModelVersion;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.SkinTone;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.vision.checkpoint.Checkpoint;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.model.ModelEntry;
import io.dermflow.vision.pipeline.ExplainFindings.Explained;
import io.dermflow.vision.pipeline.MeasureSkinFeatures.Measured;
import io.dermflow.vision.pump.JobRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Looks at the skin in the pictures of one capture: lesions, their figures, the skin's colour, the
/// overlay.
final class SkinAnalysis {

    private final StoreOverlays overlays;
    private final LeaveOutHeads leaveOutHeads;
    private final ClassifyLesions classifyLesions;

    SkinAnalysis(
            StoreOverlays overlays, LeaveOutHeads leaveOutHeads, ClassifyLesions classifyLesions) {
        this.overlays = overlays;
        this.leaveOutHeads = leaveOutHeads;
        this.classifyLesions = classifyLesions;
    }

    /// @param model absent when lesions are not looked for
    /// @param face absent when none was looked for
    /// @param skin where a model sees skin
    /// @return without a word of skin where nobody asked for it
    Analysis of(
            AnalysisRequested job,
            Views views,
            Quality quality,
            Optional<LoadedModel> model,
            Optional<SeenFace> face,
            SeenSkin skin,
            Steps steps,
            Checkpoint kept) {
        JobRun run = kept.run();
        if (!job.analyses().contains(Degradations.SKIN)) {
            return Analysis.builder(quality)
                    .timings(run.timings())
                    .degradations(Degradations.ofJob(job))
                    .build();
        }
        Views closeUps = views.closeUps(job);
        OffSkin offSkin = OffSkin.in(quality, closeUps, skin);
        LeaveOutHeads.Marks marks =
                model.map(net ->
                                kept.nativeStep(
                                        KeptSteps.DETECT.by(tellers(net, skin)),
                                        offSkin::look,
                                        () ->
                                                leaveOutHeads
                                                        .of(detect(closeUps, net, face))
                                                        .without(offSkin)))
                        .orElse(LeaveOutHeads.Marks.NOTHING);
        List<Lesion> lesions = marks.lesions();
        List<Finding> measured = kept.nativeStep(KeptSteps.MEASURE, () -> findings(views, lesions));
        Optional<LoadedModel> classifier =
                model.filter(_ -> steps.has(AnalysisStep.CLASSIFY))
                        .flatMap(_ -> classifyLesions.classifier());
        Map<String, Double> given = ClassifyLesions.given(lesions, job.options());
        List<Finding> classified = classified(lesions, measured, given, classifier, kept);
        List<Explained> explained =
                steps.has(AnalysisStep.HEATMAP)
                        ? explained(lesions, classified, given, classifier, kept)
                        : List.of();
        List<Finding> findings = withExplanations(classified, explained);
        Optional<SkinTone> tone =
                steps.has(AnalysisStep.TONE)
                        ? kept.nativeStep(
                                KeptSteps.TONE.by(skin.by()),
                                skin::look,
                                () -> MeasureSkinTone.measure(closeUps, views, lesions, skin))
                        : Optional.empty();
        Measured features = features(closeUps, lesions, face, skin, steps, kept);
        List<StoreOverlays.Drawing> drawings =
                new ArrayList<>(
                        explained.stream().flatMap(one -> one.drawings().stream()).toList());
        if (steps.has(AnalysisStep.OVERLAY)) {
            drawings.addAll(overlays(closeUps.pictures(), findings, run));
        }
        if (steps.has(AnalysisStep.MASKS)) {
            drawings.addAll(masks(closeUps.none() ? views : closeUps, lesions, skin, steps, run));
        }
        List<Artifact> artifacts = stored(job, drawings, run);
        return Analysis.builder(quality)
                .findings(findings)
                .detectionLimit(model.map(net -> FindLesions.limit(closeUps, net)).orElse(null))
                .skin(tone.orElse(null))
                .artifacts(artifacts)
                .modelVersions(versions(model, classifier, marks, skin))
                .timings(run.timings())
                .degradations(
                        ExplainFindings.withLeft(
                                ClassifyLesions.withCaution(
                                        Degradations.ofSkin(job, closeUps, tone, marks, steps),
                                        findings,
                                        classifier),
                                explained.size(),
                                findings.size()))
                .features(features.features())
                .regions(features.regions())
                .build();
    }

    /// The net and all that may have a say in what counts as a mark.
    private List<ModelEntry> tellers(LoadedModel net, SeenSkin skin) {
        return Stream.concat(leaveOutHeads.andTellers(net).stream(), skin.by().stream()).toList();
    }

    private static Measured features(
            Views closeUps,
            List<Lesion> lesions,
            Optional<SeenFace> face,
            SeenSkin skin,
            Steps steps,
            Checkpoint kept) {
        return steps.has(AnalysisStep.FEATURES)
                ? kept.optional(
                                KeptSteps.FEATURES.by(skin.by()),
                                skin::look,
                                () ->
                                        MeasureSkinFeatures.measure(
                                                closeUps.all(), lesions, face, skin))
                        .orElse(Measured.NOTHING)
                : Measured.NOTHING;
    }

    /// What lies on the card is a patch or a marker, and a whole face is a face: neither is a
    /// lesion.
    private static List<Lesion> detect(Views views, LoadedModel model, Optional<SeenFace> face) {
        List<Lesion> lesions = new ArrayList<>();
        for (View view : views.all()) {
            FindLesions.in(view.picture(), model).stream()
                    .filter(lesion ->
                            view.card().filter(card -> card.covers(middle(lesion))).isEmpty())
                    .filter(lesion ->
                            face.flatMap(seen -> seen.in(view.picture()))
                                    .filter(found -> found.fills(lesion.box()))
                                    .isEmpty())
                    .forEach(lesions::add);
        }
        lesions.sort(Comparator.comparingDouble(Lesion::score).reversed());
        return lesions;
    }

    private static Point middle(Lesion lesion) {
        Box box = lesion.box();
        return new Point(box.x() + box.width() / 2, box.y() + box.height() / 2);
    }

    private static List<Finding> findings(Views views, List<Lesion> lesions) {
        return IntStream.range(0, lesions.size())
                .mapToObj(i ->
                        MeasureLesion.measure(
                                lesions.get(i), "F" + (i + 1), views.of(lesions.get(i).picture())))
                .toList();
    }

    private static List<StoreOverlays.Drawing> overlays(
            List<Picture> pictures, List<Finding> findings, JobRun run) {
        return run.optional(
                        "overlay",
                        () ->
                                pictures.stream()
                                        .map(picture -> StoreOverlays.draw(picture, findings))
                                        .toList())
                .orElse(List.of());
    }

    /// Of the skin where something was measured on it; its model is asked again where an earlier
    /// try had measured.
    private static List<StoreOverlays.Drawing> masks(
            Views skinViews, List<Lesion> lesions, SeenSkin skin, Steps steps, JobRun run) {
        skin.look();
        return run.optional(
                        DrawMasks.STEP,
                        () ->
                                Stream.concat(
                                                DrawMasks.ofLesions(lesions).stream(),
                                                steps.measureSkin()
                                                        ? DrawMasks.ofSkin(skinViews, lesions, skin)
                                                                .stream()
                                                        : Stream.of())
                                        .toList())
                .orElse(List.of());
    }

    private List<Artifact> stored(
            AnalysisRequested job, List<StoreOverlays.Drawing> drawings, JobRun run) {
        return drawings.isEmpty()
                ? List.of()
                : run.waiting(
                        "store",
                        () ->
                                drawings.stream()
                                        .map(drawing -> overlays.store(job, drawing))
                                        .toList());
    }

    private static List<Explained> explained(
            List<Lesion> lesions,
            List<Finding> findings,
            Map<String, Double> given,
            Optional<LoadedModel> classifier,
            Checkpoint kept) {
        if (classifier.isEmpty()) {
            return List.of();
        }
        LoadedModel model = classifier.get();
        JobRun run = kept.run();
        var explain = new ExplainFindings(model, given);
        Duration limit = run.limitOf(ExplainFindings.STEP);
        return kept.optional(
                        KeptSteps.HEATMAP.by(model.entry()),
                        () ->
                                explain.heats(
                                        lesions,
                                        findings,
                                        new TimeForAnother(limit, System::nanoTime)))
                .flatMap(heats ->
                        run.optional(
                                ExplainFindings.STEP,
                                () -> explain.drawn(lesions, findings, heats)))
                .orElse(List.of());
    }

    /// The explained ones are the first.
    private static List<Finding> withExplanations(
            List<Finding> findings, List<Explained> explained) {
        return Stream.concat(
                        explained.stream().map(Explained::finding),
                        findings.stream().skip(explained.size()))
                .toList();
    }

    private static List<Finding> classified(
            List<Lesion> lesions,
            List<Finding> findings,
            Map<String, Double> given,
            Optional<LoadedModel> classifier,
            Checkpoint kept) {
        return classifier
                .map(model ->
                        kept.nativeStep(
                                KeptSteps.CLASSIFY.by(model.entry()),
                                () -> ClassifyLesions.classify(lesions, findings, given, model)))
                .orElse(findings);
    }

    private static List<ModelVersion> versions(
            Optional<LoadedModel> detector,
            Optional<LoadedModel> classifier,
            LeaveOutHeads.Marks marks,
            SeenSkin skin) {
        List<ModelVersion> versions = new ArrayList<>();
        detector.ifPresent(model -> versions.add(model.entry().asUsed()));
        versions.addAll(marks.versions());
        classifier.ifPresent(model -> versions.add(model.entry().asUsed()));
        versions.addAll(skin.versions());
        return versions;
    }
}
