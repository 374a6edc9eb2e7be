package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.imaging.card.FoundCard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The pictures of one capture that show the person, each with its scale and light; closes what it
/// made of them.
///
/// @param reference the card in a picture of its own, if there is one
record Views(List<View> all, Optional<FoundCard> reference) implements AutoCloseable {

    private static final Set<String> OF_A_BODY = Set.of("front", "side");

    Views {
        all = Collections.unmodifiableList(new ArrayList<>(all));
    }

    boolean cardDetected() {
        return reference.isPresent() || all.stream().anyMatch(view -> view.card().isPresent());
    }

    /// Whether a length can be given in every picture.
    boolean scaled() {
        return !all.isEmpty() && all.stream().allMatch(view -> view.plane().isPresent());
    }

    /// Those in which lesions and features of the skin can be seen: all, or where a body is
    /// measured too, all but its pictures from front and side, which show clothes and too few
    /// pixels of skin. What it returns closes nothing.
    Views closeUps(AnalysisRequested job) {
        return new Views(
                all.stream().filter(view -> isCloseUp(view.picture(), job)).toList(), reference);
    }

    static boolean isCloseUp(Picture picture, AnalysisRequested job) {
        return !job.analyses().contains(BodyAnalysis.BODY) || !OF_A_BODY.contains(picture.kind());
    }

    boolean none() {
        return all.isEmpty();
    }

    View of(Picture picture) {
        return all.stream()
                .filter(view -> view.picture().equals(picture))
                .findFirst()
                .orElseThrow();
    }

    List<Picture> pictures() {
        return all.stream().map(View::picture).toList();
    }

    @Override
    public void close() {
        all.forEach(View::close);
    }
}
