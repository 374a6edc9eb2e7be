package io.dermflow.imaging.decode;

import io.dermflow.imaging.colour.Matrix3;
import io.dermflow.imaging.colour.WhitePoint;
import io.dermflow.imaging.colour.Xyz;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// An RGB space as two parts: a tone curve, then linear RGB to XYZ (D50). The known spaces are
/// worked out from the chromaticities in their standards, adapted to D50 by Bradford as in ICC
/// profiles.
record RgbSpace(Matrix3 toXyzD50, ToneCurve curve) {

    /// SMPTE EG 432-1 primaries with D65 and the curve of sRGB, as Apple defines it.
    private static final RgbSpace DISPLAY_P3 =
            new RgbSpace(
                    ofD65(new Primaries(0.680, 0.320, 0.265, 0.690, 0.150, 0.060)),
                    new ToneCurve.SrgbCurve());

    /// Adobe RGB (1998), sections 4.3.1.1 and 4.3.4.2: gamma 563/256.
    private static final RgbSpace ADOBE_RGB =
            new RgbSpace(
                    ofD65(new Primaries(0.64, 0.33, 0.21, 0.71, 0.15, 0.06)),
                    new ToneCurve.Gamma(563 / 256.0));

    /// ISO 22028-2 (ROMM RGB), D50: gamma 1.8 with a straight part up to 16/512.
    private static final RgbSpace PROPHOTO =
            new RgbSpace(
                    new Primaries(0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001)
                            .toXyz(WhitePoint.D50),
                    new ToneCurve.Parametric(3, List.of(1.8, 1.0, 0.0, 1 / 16.0, 16 / 512.0)));

    /// ITU-R BT.2020-2, tables 3 and 4, with alpha and beta to full precision; the curve inverted.
    private static final double ALPHA = 1.09929682680944;

    private static final double BETA = 0.018053968510807;

    private static final RgbSpace REC2020 =
            new RgbSpace(
                    ofD65(new Primaries(0.708, 0.292, 0.170, 0.797, 0.131, 0.046)),
                    new ToneCurve.Parametric(
                            3,
                            List.of(
                                    1 / 0.45,
                                    1 / ALPHA,
                                    (ALPHA - 1) / ALPHA,
                                    1 / 4.5,
                                    BETA * 4.5)));

    /// Empty where the pixels are sRGB already, or nothing better is known.
    static Optional<RgbSpace> of(SourceColour source) {
        return switch (source.kind()) {
            case SRGB, GREY, UNKNOWN -> Optional.empty();
            case DISPLAY_P3 -> Optional.of(DISPLAY_P3);
            case ADOBE_RGB -> Optional.of(ADOBE_RGB);
            case PROPHOTO -> Optional.of(PROPHOTO);
            case REC2020 -> Optional.of(REC2020);
            case MATRIX ->
                    Optional.of(
                            new RgbSpace(
                                    new Matrix3(Objects.requireNonNull(source.matrix())),
                                    Objects.requireNonNull(source.curve())));
        };
    }

    /// Linear RGB of this space to linear sRGB.
    Matrix3 toLinearSrgb() {
        return Matrix3.XYZ_TO_SRGB.times(Matrix3.D50_TO_D65).times(toXyzD50);
    }

    private static Matrix3 ofD65(Primaries primaries) {
        return Matrix3.D65_TO_D50.times(primaries.toXyz(WhitePoint.D65));
    }

    /// Chromaticities x, y of pure red, green and blue.
    private record Primaries(
            double redX, double redY, double greenX, double greenY, double blueX, double blueY) {

        /// Each primary scaled so that all three together give the white (SMPTE RP 177).
        Matrix3 toXyz(WhitePoint white) {
            var unscaled =
                    Matrix3.of(
                            redX / redY,
                            greenX / greenY,
                            blueX / blueY, //
                            1,
                            1,
                            1, //
                            (1 - redX - redY) / redY,
                            (1 - greenX - greenY) / greenY,
                            (1 - blueX - blueY) / blueY);
            var scale = unscaled.inverse().times(new Xyz(white.x(), white.y(), white.z()));
            return unscaled.times(Matrix3.of(scale.x(), 0, 0, 0, scale.y(), 0, 0, 0, scale.z()));
        }
    }
}
