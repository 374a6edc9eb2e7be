package io.dermflow.imaging.calibration;

import io.dermflow.imaging.colour.Matrix3;
import io.dermflow.imaging.colour.WhitePoint;
import io.dermflow.imaging.colour.Xyz;

/// Chromatic adaptation with the Bradford cone responses (Lam 1985; the numbers are Lindbloom's).
final class Bradford {

    private static final Matrix3 CONES =
            Matrix3.of(
                    0.8951, 0.2664, -0.1614, //
                    -0.7502, 1.7135, 0.0367, //
                    0.0389, -0.0685, 1.0296);

    private Bradford() {}

    /// @return for XYZ: takes the white `from` to the white `to`
    static Matrix3 adaptation(Xyz from, Xyz to) {
        var source = CONES.times(from);
        var target = CONES.times(to);
        var gains =
                Matrix3.of(
                        target.x() / source.x(),
                        0,
                        0, //
                        0,
                        target.y() / source.y(),
                        0, //
                        0,
                        0,
                        target.z() / source.z());
        return CONES.inverse().times(gains).times(CONES);
    }

    /// @param white as seen, linear
    /// @return for linear RGB: takes `white` to the given share of full white, by daylight
    static Matrix3 correction(LinearRgb white, double share) {
        var d65 = WhitePoint.D65;
        var target = new Xyz(share * d65.x(), share * d65.y(), share * d65.z());
        return Matrix3.XYZ_TO_SRGB
                .times(adaptation(white.toXyz(), target))
                .times(Matrix3.SRGB_TO_XYZ);
    }
}
