package io.dermflow.imaging.features;

import io.dermflow.imaging.face.FaceRegion;
import io.dermflow.imaging.geometry.Point;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The skin of one region of a face.
///
/// @param aligned outline, eyes level: origin midway between the eyes, their distance as unit
/// @param pixels of plain skin that was measured, with the eyes 120 pixels apart
/// @param figures as [Feature] defines them, at 120 pixels between the eyes; what can't be measured
///   here is not in it
/// @param uncertainties of the figures, in their units: half of the 95 % interval by how the
///   region's quarters differ. Light from one side is not in it. A figure without one is known too
///   little to be compared
/// @param darkCircles below the eyes only
public record MeasuredRegion(
        FaceRegion region,
        List<Point> aligned,
        int pixels,
        Map<Feature, Double> figures,
        Map<Feature, Double> uncertainties,
        Optional<DarkCircles> darkCircles) {

    public MeasuredRegion {
        aligned = List.copyOf(aligned);
        figures = Collections.unmodifiableMap(new EnumMap<>(figures));
        uncertainties = Collections.unmodifiableMap(new EnumMap<>(uncertainties));
    }

    /// 0..100 against [#reference]; higher is more. Empty where the feature was not measured.
    public Optional<Double> score(Feature feature) {
        return Optional.ofNullable(figures.get(feature))
                .map(figure -> reference(feature).score(feature, figure));
    }

    /// Colour and gloss don't change with the distance of the camera, so that every close-up can be
    /// compared; structures are compared at one scale.
    public static ReferenceQuantiles reference(Feature feature) {
        return switch (feature) {
            case REDNESS, OILINESS -> ReferenceQuantiles.CLOSE_UPS;
            case SPOTS, WRINKLES, PORES, TEXTURE -> ReferenceQuantiles.AT_FACE_SCALE;
        };
    }

    /// How the skin below an eye differs from the cheek of the same side.
    ///
    /// @param darker by how much L* is lower; below 0 it is lighter
    /// @param uncertainty of `darker`, as that of the figures; empty where it can't be said
    /// @param difference CIEDE2000
    public record DarkCircles(double darker, Optional<Double> uncertainty, double difference) {}
}
