package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Artifact;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.ModelVersion;
import io.dermflow.events.analysis.Quality;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.model.ModelEntry;
import io.dermflow.vision.pump.JobRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Looks at the skin in the pictures of one capture: lesions, their figures, the skin's colour, the
/// overlay.
final class SkinAnalysis {

    private final StoreOverlays overlays;
    private final ClassifyLesions classifyLesions;

    SkinAnalysis(StoreOverlays overlays, ClassifyLesions classifyLesions) {
        this.overlays = overlays;
        this.classifyLesions = classifyLesions;
    }

    Analysis of(
            AnalysisRequested job,
            Pictures pictures,
            Quality quality,
            LoadedModel model,
            JobRun run) {
        List<Picture> ofSkin = pictures.ofSkin();
        List<Lesion> lesions = run.nativeStep("detect", () -> detect(ofSkin, model));
        List<Finding> measured = run.nativeStep("measure", () -> findings(lesions));
        Optional<LoadedModel> classifier = classifyLesions.classifier();
        List<Finding> findings = classified(lesions, measured, classifier, run);
        var tone = run.nativeStep("skin", () -> MeasureSkinTone.measure(ofSkin, lesions));
        List<Artifact> artifacts = overlays(job, ofSkin, findings, run);
        return new Analysis(
                quality,
                findings,
                FindLesions.limit(ofSkin, model.entry()),
                tone.orElse(null),
                artifacts,
                versions(model, classifier),
                run.timings(),
                Degradations.of(job, tone));
    }

    private static List<Lesion> detect(List<Picture> pictures, LoadedModel model) {
        List<Lesion> lesions = new ArrayList<>();
        pictures.forEach(picture -> lesions.addAll(FindLesions.in(picture, model)));
        lesions.sort(Comparator.comparingDouble(Lesion::score).reversed());
        return lesions;
    }

    private static List<Finding> findings(List<Lesion> lesions) {
        return IntStream.range(0, lesions.size())
                .mapToObj(i -> MeasureLesion.measure(lesions.get(i), "F" + (i + 1)))
                .toList();
    }

    private List<Artifact> overlays(
            AnalysisRequested job, List<Picture> pictures, List<Finding> findings, JobRun run) {
        var drawings =
                run.nativeStep(
                        "overlay",
                        () ->
                                pictures.stream()
                                        .map(picture -> StoreOverlays.draw(picture, findings))
                                        .toList());
        return run.step(
                "store",
                () -> drawings.stream().map(drawing -> overlays.store(job, drawing)).toList());
    }

    private static List<Finding> classified(
            List<Lesion> lesions,
            List<Finding> findings,
            Optional<LoadedModel> classifier,
            JobRun run) {
        return classifier
                .map(model ->
                        run.nativeStep(
                                "classify",
                                () -> ClassifyLesions.classify(lesions, findings, model)))
                .orElse(findings);
    }

    private static List<ModelVersion> versions(
            LoadedModel detector, Optional<LoadedModel> classifier) {
        List<ModelVersion> versions = new ArrayList<>();
        versions.add(version(detector.entry()));
        classifier.ifPresent(model -> versions.add(version(model.entry())));
        return versions;
    }

    private static ModelVersion version(ModelEntry entry) {
        return new ModelVersion(entry.task(), entry.name(), entry.version(), entry.sha256());
    }
}
