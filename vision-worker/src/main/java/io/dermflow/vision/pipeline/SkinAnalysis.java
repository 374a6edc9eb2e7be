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
import java.util.stream.IntStream;

/// Looks at the skin in the pictures of one capture: lesions, their figures, the skin's colour, the
/// overlay.
final class SkinAnalysis {

    private final StoreOverlays overlays;

    SkinAnalysis(StoreOverlays overlays) {
        this.overlays = overlays;
    }

    Analysis of(
            AnalysisRequested job,
            Pictures pictures,
            Quality quality,
            LoadedModel model,
            JobRun run) {
        List<Picture> ofSkin = pictures.ofSkin();
        List<Lesion> lesions = run.nativeStep("detect", () -> detect(ofSkin, model));
        List<Finding> findings = run.nativeStep("measure", () -> findings(lesions));
        var tone = run.nativeStep("skin", () -> MeasureSkinTone.measure(ofSkin, lesions));
        List<Artifact> artifacts = overlays(job, ofSkin, findings, run);
        return new Analysis(
                quality,
                findings,
                FindLesions.limit(ofSkin, model.entry()),
                tone.orElse(null),
                artifacts,
                List.of(version(model.entry())),
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

    private static ModelVersion version(ModelEntry entry) {
        return new ModelVersion(entry.task(), entry.name(), entry.version(), entry.sha256());
    }
}
