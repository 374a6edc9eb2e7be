package io.dermflow.events.analysis;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// Skin colour of the largest region of plain skin.
///
/// @param ita individual typology angle, degrees (Chardon 1991)
/// @param itaClass `very_light`, `light`, `intermediate`, `tan`, `brown` or `dark` (Del Bino 2006)
/// @param monkBucket 1..10, the nearest swatch of the Monk scale by CIEDE2000
/// @param monkSecond the second nearest
/// @param undertone `warm`, `cool` or `neutral`, by hue angle
/// @param calibrated whether a colour card corrected the picture; without it every figure here has
///   low confidence
/// @param confidence `normal` or `low`
/// @param sampledPixels how many pixels the colour is the median of
public record SkinTone(
        double ita,
        String itaClass,
        Lab lab,
        int monkBucket,
        int monkSecond,
        String undertone,
        List<Swatch> palette,
        boolean calibrated,
        String confidence,
        int sampledPixels) {

    public SkinTone {
        palette = List.copyOf(palette);
    }

    /// CIE L*a*b*, D65, 2 degree observer.
    public record Lab(@JsonProperty("L") double lightness, double a, double b) {}

    /// A colour that suits, and why.
    public record Swatch(String hex, String name, String reason) {}
}
