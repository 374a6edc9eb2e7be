package io.dermflow.events.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The skin of one region of a face, in figures.
///
/// @param image which picture of the capture, as in the job
/// @param region `forehead`, `left_cheek`, `right_cheek`, `nose`, `left_under_eye`,
///   `right_under_eye` or `chin`; left and right are the person's own, in a picture that is not
///   mirrored
/// @param polygon outline as `[x, y]` pairs, pixels of the upright picture at its full size
/// @param aligned the same outline with the eyes level: origin midway between them, their distance
///   as unit, x to the picture's right, y down
/// @param pixels of plain skin that was measured, with the eyes 120 pixels apart
/// @param confidence `normal` or `low`
public record SkinRegion(
        String image,
        String region,
        List<List<Double>> polygon,
        List<List<Double>> aligned,
        int pixels,
        List<Figure> figures,
        String confidence) {

    public SkinRegion {
        polygon = polygon.stream().map(List::copyOf).toList();
        aligned = aligned.stream().map(List::copyOf).toList();
        figures = List.copyOf(figures);
    }

    /// One feature's figure, measured with the eyes 120 pixels apart.
    ///
    /// @param feature `redness`, `spots`, `wrinkles`, `pores`, `texture`, `oiliness`, or below an
    ///   eye `dark_circles` (by how much L* is lower than on the cheek of the same side) and
    ///   `dark_circles_difference` (CIEDE2000 between the two)
    /// @param unit of the value
    /// @param direction what a higher value means: `higher_is_more`
    /// @param score 0..100; absent where no reference fits
    /// @param reference what the score compares with; absent without one
    /// @param uncertainty half of the value's 95 % interval, in its unit, by how the parts of the
    ///   region differ; absent where it can’t be said and in older records
    public record Figure(
            String feature,
            double value,
            String unit,
            String direction,
            @Nullable Double score,
            @Nullable String reference,
            @Nullable Double uncertainty) {}
}
