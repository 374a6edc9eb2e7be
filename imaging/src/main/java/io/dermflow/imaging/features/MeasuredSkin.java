package io.dermflow.imaging.features;

import io.dermflow.imaging.geometry.Point;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The features of the plain skin in one picture.
///
/// @param figures as [Feature] defines them, at a long side of 640 pixels
/// @param outlines of the skin they were measured on, pixels of the picture given, the largest
///   first
public record MeasuredSkin(Map<Feature, Double> figures, List<List<Point>> outlines) {

    public MeasuredSkin {
        figures = java.util.Collections.unmodifiableMap(new EnumMap<>(figures));
        outlines = outlines.stream().map(List::copyOf).toList();
    }

    /// 0..100: the share of reference photos that show less of it. See [ReferenceQuantiles].
    public double score(Feature feature) {
        return ReferenceQuantiles.CLOSE_UPS.score(feature, figures.getOrDefault(feature, 0.0));
    }
}
