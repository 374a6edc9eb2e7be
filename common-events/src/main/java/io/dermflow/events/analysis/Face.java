package io.dermflow.events.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the portrait shows of form and colour season.
///
/// @param image which picture of the capture, as in the job
/// @param shape `Heart`, `Oval`, `Round`, `Square` or `Oblong`
/// @param shapeScores all five, 0..1, sum 1
/// @param season one of the twelve, title case, for instance `Dark Winter`
/// @param seasonScores all twelve under upper-case names, 0..1, sum 1
/// @param features words for what else was seen; empty when nothing was looked for
/// @param confidence `normal` or `low` (light not calibrated, face turned away)
public record Face(
        String image,
        String shape,
        double shapeScore,
        Map<String, Double> shapeScores,
        String season,
        Map<String, Double> seasonScores,
        List<String> features,
        String confidence) {

    public Face {
        shapeScores = Collections.unmodifiableMap(new LinkedHashMap<>(shapeScores));
        seasonScores = Collections.unmodifiableMap(new LinkedHashMap<>(seasonScores));
        features = List.copyOf(features);
    }
}
