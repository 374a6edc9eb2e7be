package io.dermflow.events.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One feature of the skin in one region.
///
/// @param image which picture of the capture, as in the job
/// @param region as in [SkinRegion], or `skin` where no face was found
/// @param feature `redness`, `spots`, `wrinkles`, `pores`, `texture`, `oiliness` or `dark_circles`
/// @param score 0..100
/// @param direction what a higher score means: `higher_is_more` or `higher_is_better`
/// @param polygons outlines as `[x, y]` pairs, pixels of the upright picture at its full size
/// @param confidence `normal` or `low`
/// @param alignedMm the points of `polygons` on the plane of a card, as [Finding#alignedMm]; empty
///   of a face, without a scale, with more than 200 points, and in older records
public record SkinFeature(
        String image,
        String region,
        String feature,
        double score,
        String direction,
        List<List<List<Double>>> polygons,
        String confidence,
        List<List<List<Double>>> alignedMm) {

    public SkinFeature {
        polygons = copies(polygons);
        alignedMm = copies(alignedMm);
    }

    /// Of a face, or in a picture without a card.
    public SkinFeature(
            String image,
            String region,
            String feature,
            double score,
            String direction,
            List<List<List<Double>>> polygons,
            String confidence) {
        this(image, region, feature, score, direction, polygons, confidence, List.of());
    }

    private static List<List<List<Double>>> copies(@Nullable List<List<List<Double>>> polygons) {
        return polygons == null
                ? List.of()
                : polygons.stream()
                        .map(polygon -> polygon.stream().map(List::copyOf).toList())
                        .toList();
    }

    /// The id that claims name, for instance `features.forehead.redness`.
    public String id() {
        return "features." + region + "." + feature;
    }
}
