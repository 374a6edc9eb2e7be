package io.dermflow.imaging.body;

import java.util.Locale;

/// What is estimated, in ANSUR II's sense (Gordon et al. 2014).
public enum BodyTarget {
    CHEST_CIRCUMFERENCE,
    /// At the navel.
    WAIST_CIRCUMFERENCE,
    /// At the buttocks.
    HIP_CIRCUMFERENCE,
    NECK_CIRCUMFERENCE,
    THIGH_CIRCUMFERENCE,
    /// Between the acromia, biacromial.
    SHOULDER_WIDTH,
    /// From the nape to the waist, along the back.
    BACK_LENGTH,
    /// Height of the crotch.
    INSEAM;

    /// As in the coefficients' file.
    String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
