package io.dermflow.imaging.decode;

import io.dermflow.imaging.colour.Matrix3;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// An RGB space as two parts: a tone curve, then linear RGB to XYZ (D50).
///
/// The matrices of the known spaces are those of their ICC profiles: primaries adapted to D50 by
/// Bradford (Lindbloom's tables).
record RgbSpace(Matrix3 toXyzD50, ToneCurve curve) {

    /// Apple's Display P3 profile: DCI-P3 primaries, D65, the sRGB curve.
    private static final RgbSpace DISPLAY_P3 =
            new RgbSpace(
                    Matrix3.of(
                            0.5151187,
                            0.2919778,
                            0.1571035, //
                            0.2411892,
                            0.6922441,
                            0.0665668, //
                            -0.0010505,
                            0.0418791,
                            0.7840713),
                    new ToneCurve.SrgbCurve());

    /// Adobe RGB (1998), section 4.3: gamma 563/256.
    private static final RgbSpace ADOBE_RGB =
            new RgbSpace(
                    Matrix3.of(
                            0.6097559, 0.2052401, 0.1492240, //
                            0.3111242, 0.6256560, 0.0632197, //
                            0.0194811, 0.0608902, 0.7448387),
                    new ToneCurve.Gamma(563 / 256.0));

    /// ISO 22028-2 (ROMM RGB): gamma 1.8 with a straight part up to 16/512.
    private static final RgbSpace PROPHOTO =
            new RgbSpace(
                    Matrix3.of(
                            0.7976749, 0.1351917, 0.0313534, //
                            0.2880402, 0.7118741, 0.0000857, //
                            0.0000000, 0.0000000, 0.8252100),
                    new ToneCurve.Parametric(3, List.of(1.8, 1.0, 0.0, 1 / 16.0, 16 / 512.0)));

    /// ITU-R BT.2020-2: curve with alpha 1.0993, beta 0.0181, inverted.
    private static final RgbSpace REC2020 =
            new RgbSpace(
                    Matrix3.of(
                            0.6734241,
                            0.1656411,
                            0.1251286, //
                            0.2790177,
                            0.6753402,
                            0.0456377, //
                            -0.0019300,
                            0.0299784,
                            0.7973330),
                    new ToneCurve.Parametric(
                            3,
                            List.of(
                                    1 / 0.45,
                                    1 / 1.09929682680944,
                                    0.09929682680944 / 1.09929682680944,
                                    1 / 4.5,
                                    0.018053968510807 * 4.5)));

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
}
