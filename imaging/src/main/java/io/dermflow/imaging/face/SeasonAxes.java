package io.dermflow.imaging.face;

import io.dermflow.imaging.colour.Lab;

/// Where a person's colours lie between light and dark, warm and cool, bright and muted; -1..1
/// each.
///
/// @param value light is positive
/// @param warmth yellow is positive
/// @param brightness much colour and much contrast are positive
public record SeasonAxes(double value, double warmth, double brightness) {

    /// L* that counts as neither light nor dark, and how far light and dark lie from it: the middle
    /// and the half range of skin from Monk 1 to 10.
    private static final double MIDDLE_LIGHTNESS = 54;

    private static final double LIGHTNESS_RANGE = 27;

    /// Skin weighs more than hair, which may be dyed.
    private static final double SKIN_WEIGHT = 0.65;

    /// Thong et al. 2023: above 55 degrees of hue skin is yellow, below red; the range is ours.
    private static final double MIDDLE_HUE = 55;

    private static final double HUE_RANGE = 15;

    /// Middle and half range of the chroma of skin: ours.
    private static final double MIDDLE_CHROMA = 20;

    private static final double CHROMA_RANGE = 8;

    /// Difference of L* between skin and the darkest of brows, hair and eyes: ours.
    private static final double MIDDLE_CONTRAST = 30;

    private static final double CONTRAST_RANGE = 20;

    public SeasonAxes {
        value = Math.clamp(value, -1, 1);
        warmth = Math.clamp(warmth, -1, 1);
        brightness = Math.clamp(brightness, -1, 1);
    }

    public static SeasonAxes of(FaceColours colours) {
        Lab skin = colours.skin();
        double hairLightness = colours.hair().map(Lab::lightness).orElse(skin.lightness());
        double lightness = SKIN_WEIGHT * skin.lightness() + (1 - SKIN_WEIGHT) * hairLightness;
        double chroma = (skin.chroma() - MIDDLE_CHROMA) / CHROMA_RANGE;
        double contrast = (colours.contrast() - MIDDLE_CONTRAST) / CONTRAST_RANGE;
        return new SeasonAxes(
                (lightness - MIDDLE_LIGHTNESS) / LIGHTNESS_RANGE,
                (skin.hueDegrees() - MIDDLE_HUE) / HUE_RANGE,
                (chroma + contrast) / 2);
    }

    double squaredDistance(SeasonAxes other) {
        double v = value - other.value;
        double w = warmth - other.warmth;
        double b = brightness - other.brightness;
        return v * v + w * w + b * b;
    }
}
