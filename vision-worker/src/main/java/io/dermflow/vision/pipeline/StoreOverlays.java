package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.analysis.Artifact;
import io.dermflow.events.analysis.Finding;
import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.imaging.overlay.Marking;
import io.dermflow.imaging.overlay.Overlay;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.ObjectStore;
import java.util.List;

/// Draws where the findings lie and stores the drawings. On paper, not on the picture: they outlive
/// the picture and must not show the person.
final class StoreOverlays {

    private static final String PNG = "image/png";

    private final ObjectStore store;

    StoreOverlays(ObjectStore store) {
        this.store = store;
    }

    /// A drawing that is not stored yet.
    ///
    /// @param type as [Artifact] has it
    record Drawing(String name, String type, byte[] png) {

        /// An overlay.
        Drawing(String name, byte[] png) {
            this(name, "overlay", png);
        }
    }

    static Drawing draw(Picture picture, List<Finding> findings) {
        var markings =
                findings.stream()
                        .filter(finding -> finding.image().equals(picture.kind()))
                        .map(StoreOverlays::marking)
                        .toList();
        byte[] png =
                Overlay.onPaper(
                        picture.image().fullWidth(), picture.image().fullHeight(), markings);
        return new Drawing("overlay-" + picture.kind() + ".png", png);
    }

    /// The outline alone: form, not likeness.
    ///
    /// @param landmarks in pixels of the working size
    static Drawing drawFace(Picture picture, FaceLandmarks landmarks) {
        FaceLandmarks full = landmarks.scaled(1 / picture.image().scale());
        byte[] png =
                Overlay.onPaper(
                        picture.image().fullWidth(),
                        picture.image().fullHeight(),
                        List.of(new Marking("face", full.box(), full.outline())));
        return new Drawing("overlay-face-" + picture.kind() + ".png", png);
    }

    /// Replaces what an earlier run of the same job stored.
    ///
    /// @throws io.dermflow.kit.http.DependencyUnavailable if the store is away
    Artifact store(AnalysisRequested job, Drawing drawing) {
        String key = job.taskId() + "/" + drawing.name();
        store.put(Bucket.PROCESSED_ARTIFACTS, job.userId(), key, drawing.png(), PNG);
        return new Artifact(
                drawing.name(),
                drawing.type(),
                PNG,
                key,
                FetchImages.sha256(drawing.png()),
                drawing.png().length);
    }

    static Marking marking(Finding finding) {
        Finding.Box box = finding.box();
        return new Marking(
                finding.id(),
                new Box(box.x(), box.y(), box.width(), box.height()),
                finding.polygon().stream()
                        .map(pair -> new Point(pair.get(0), pair.get(1)))
                        .toList());
    }
}
