package io.dermflow.events.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing seen in one picture. All coordinates are pixels of the upright picture at its full
/// size, origin top left.
///
/// @param id `F1`, `F2`, … by falling score
/// @param image which picture of the capture, as in the job
/// @param label class name of the detector, for instance `lesion`
/// @param score 0..1, the detector's confidence, not a probability of disease
/// @param polygon outline of the mask as `[x, y]` pairs, at most 64 points; empty without a mask
/// @param areaPx area of the mask (of the box without a mask), in square pixels
/// @param areaFraction `areaPx` over the area of the picture, 0..1
/// @param classes what a classifier made of it, falling; empty when none ran
/// @param sizeMm absent without a scale
/// @param abcd absent when the mask was too small to measure
public record Finding(
        String id,
        String image,
        String label,
        double score,
        Box box,
        List<List<Double>> polygon,
        double areaPx,
        double areaFraction,
        List<ClassProbability> classes,
        @Nullable SizeMm sizeMm,
        @Nullable Abcd abcd) {

    public Finding {
        polygon = polygon.stream().map(List::copyOf).toList();
        classes = List.copyOf(classes);
    }

    /// Upper left corner and size, pixels.
    public record Box(double x, double y, double width, double height) {}

    /// One class of a classifier's answer.
    ///
    /// @param code ICD-10 or the manifest's own code
    /// @param name the model's class name
    /// @param layName what a person would call it
    public record ClassProbability(String code, String name, String layName, double probability) {}

    /// Largest diameter.
    ///
    /// @param uncertainty half the width of the 95 % interval, millimetres
    public record SizeMm(double value, double uncertainty) {}

    /// The figures of the ABCD rule of dermoscopy (Stolz 1994), computed from the mask. Valid for
    /// melanocytic lesions under dermoscopy only; on a phone photo they describe, they don't judge.
    ///
    /// @param asymmetry 0..2 axes
    /// @param border 0..8 octants with an abrupt edge
    /// @param colours which of white, red, light_brown, dark_brown, blue_gray, black cover > 5 %
    /// @param eccentricity 0..1 of the mask's ellipse
    public record Abcd(int asymmetry, int border, List<String> colours, double eccentricity) {
        public Abcd {
            colours = List.copyOf(colours);
        }
    }
}
