package io.dermflow.imaging.calibration;

import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.colour.Matrix3;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.colour.WhitePoint;
import io.dermflow.imaging.colour.Xyz;

/// Light in sRGB's primaries, 1 is white.
record LinearRgb(double red, double green, double blue) {

    static LinearRgb of(Srgb colour) {
        return new LinearRgb(
                Srgb.toLinear(colour.red() / 255.0),
                Srgb.toLinear(colour.green() / 255.0),
                Srgb.toLinear(colour.blue() / 255.0));
    }

    Xyz toXyz() {
        return Matrix3.SRGB_TO_XYZ.times(new Xyz(red, green, blue));
    }

    /// Relative to D65.
    Lab toLab() {
        return toXyz().toLab(WhitePoint.D65);
    }
}
