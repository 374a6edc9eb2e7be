package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.Face;
import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.face.FaceColours;
import io.dermflow.imaging.face.FaceShape;
import io.dermflow.imaging.face.JudgeSeason;
import io.dermflow.imaging.face.JudgeShape;
import io.dermflow.imaging.face.MeasureColours;
import io.dermflow.imaging.face.Season;
import io.dermflow.imaging.face.SeasonAxes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Form and colour season of a face that was found.
final class MeasureFace {

    private static final int DIGITS = 6;

    /// By how much L* must fall from the cheeks to below the eyes to be called dark circles: ours,
    /// on the careful side. No reference quantiles are at hand, hence a word and no score.
    private static final double DARK_CIRCLES = 8;

    private MeasureFace() {}

    /// @param hair where it is known
    /// @param confidence `normal` or `low`
    /// @return empty when the cheeks can't be read
    static Optional<Face> of(View view, FoundFace found, Optional<Lab> hair, String confidence) {
        return MeasureColours.of(view.pixels(), found.landmarks(), hair)
                .map(colours -> face(view, found, colours, confidence));
    }

    private static Face face(View view, FoundFace found, FaceColours colours, String confidence) {
        Map<FaceShape, Double> shapes = JudgeShape.scores(found.landmarks());
        Map<Season, Double> seasons = JudgeSeason.scores(SeasonAxes.of(colours));
        FaceShape shape = shapes.keySet().iterator().next();
        Map<String, Double> shapeScores = new LinkedHashMap<>();
        shapes.forEach((name, score) -> shapeScores.put(name.title(), Rounded.to(score, DIGITS)));
        Map<String, Double> seasonScores = new TreeMap<>();
        seasons.forEach(
                (name, score) -> seasonScores.put(name.upperCase(), Rounded.to(score, DIGITS)));
        return new Face(
                view.picture().kind(),
                shape.title(),
                Rounded.to(shapes.getOrDefault(shape, 0.0), DIGITS),
                shapeScores,
                seasons.keySet().iterator().next().title(),
                seasonScores,
                features(colours),
                confidence);
    }

    private static List<String> features(FaceColours colours) {
        return colours.underEyeShade().filter(shade -> shade >= DARK_CIRCLES).isPresent()
                ? List.of("dark_circles")
                : List.of();
    }
}
