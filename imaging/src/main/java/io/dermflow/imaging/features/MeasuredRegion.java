package io.dermflow.imaging.features;

import io.dermflow.imaging.face.FaceRegion;
import io.dermflow.imaging.geometry.Point;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The skin of one region of a face.
///
/// @param aligned outline, eyes level: origin midway between the eyes, their distance as unit
/// @param pixels of plain skin that was measured, with the eyes 120 pixels apart
/// @param figures as [Feature] defines them, at 120 pixels between the eyes; what can't be measured
///   here is not in it
/// @param darkCircles below the eyes only
public record MeasuredRegion(
        FaceRegion region,
        List<Point> aligned,
        int pixels,
        Map<Feature, Double> figures,
        Optional<DarkCircles> darkCircles) {

    /// What does not change with the distance of the camera, so that the reference of close-ups
    /// fits a face too.
    private static final Set<Feature> COMPARABLE = EnumSet.of(Feature.REDNESS, Feature.OILINESS);

    public MeasuredRegion {
        aligned = List.copyOf(aligned);
        figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    }

    /// 0..100 against the reference photos; empty where they are taken from another distance, or
    /// the feature was not measured.
    public Optional<Double> score(Feature feature) {
        return COMPARABLE.contains(feature) && figures.containsKey(feature)
                ? Optional.of(ReferenceQuantiles.score(feature, figures.get(feature)))
                : Optional.empty();
    }

    /// How the skin below an eye differs from the cheek of the same side.
    ///
    /// @param darker by how much L* is lower; below 0 it is lighter
    /// @param difference CIEDE2000
    public record DarkCircles(double darker, double difference) {}
}
