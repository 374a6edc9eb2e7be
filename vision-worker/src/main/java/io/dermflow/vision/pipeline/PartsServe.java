package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.imaging.quality.Showing;
import java.util.EnumSet;
import java.util.Set;

/// What each picture of a job serves for, by which it is judged: as the analyses that were asked
/// for use it.
record PartsServe(AnalysisRequested job) {

    private static final String FRONT = "front";
    private static final String PORTRAIT = "portrait";

    /// @param kind which picture of the capture, as in the job
    Set<Showing> of(String kind) {
        return switch (kind) {
            case "ref" -> EnumSet.of(Showing.CARD);
            case PORTRAIT -> EnumSet.of(Showing.PORTRAIT);
            // Skin is looked for in them only where no body is.
            case FRONT, "side" ->
                    EnumSet.of(
                            asks(Degradations.SKIN) && !asks(BodyAnalysis.BODY)
                                    ? Showing.CLOSE_UP
                                    : Showing.BODY);
            default -> image();
        };
    }

    /// The picture that says nothing about itself: for whatever has none of its own.
    private Set<Showing> image() {
        Set<Showing> serves = EnumSet.noneOf(Showing.class);
        if (asks(Degradations.SKIN)) {
            serves.add(Showing.CLOSE_UP);
        }
        if (asks(FaceAnalysis.FACE) && !has(PORTRAIT)) {
            serves.add(Showing.PORTRAIT);
        }
        if (asks(BodyAnalysis.BODY) && !has(FRONT)) {
            serves.add(Showing.BODY);
        }
        return serves.isEmpty() ? EnumSet.allOf(Showing.class) : serves;
    }

    private boolean asks(String analysis) {
        return job.analyses().contains(analysis);
    }

    private boolean has(String kind) {
        return job.images().stream().anyMatch(image -> image.kind().equals(kind));
    }
}
