package io.dermflow.ingest.image;

import io.dermflow.events.ColourSpace;
import io.dermflow.events.ColourSpace.Kind;
import java.util.List;

/// The RGB spaces that have a name on the wire, as RGB to XYZ (D50) row by row with a tone curve.
///
/// Sources: IEC 61966-2-1 (sRGB), SMPTE EG 432-1 with the sRGB curve (Display P3), Adobe RGB
/// (1998), ISO 22028-2 (ProPhoto), ITU-R BT.2020; all adapted to D50 by Bradford.
record KnownSpaces(Kind kind, List<Double> matrix, ToneCurve curve) {

    static final ToneCurve SRGB_CURVE =
            new ToneCurve.Parametric(3, List.of(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045));

    static final List<Double> SRGB_MATRIX =
            List.of(0.4361, 0.3851, 0.1431, 0.2225, 0.7169, 0.0606, 0.0139, 0.0971, 0.7141);

    private static final ToneCurve BT2020_CURVE =
            new ToneCurve.Parametric(
                    3, List.of(1 / 0.45, 1 / 1.0993, 0.0993 / 1.0993, 1 / 4.5, 0.08145));

    /// How far a number of a profile may lie from the known one.
    private static final double TOLERANCE = 0.006;

    private static final List<KnownSpaces> ALL =
            List.of(
                    new KnownSpaces(Kind.SRGB, SRGB_MATRIX, SRGB_CURVE),
                    new KnownSpaces(
                            Kind.DISPLAY_P3,
                            List.of(
                                    0.5151, 0.2919, 0.1572, 0.2412, 0.6922, 0.0666, -0.0011, 0.0419,
                                    0.7841),
                            SRGB_CURVE),
                    new KnownSpaces(
                            Kind.ADOBE_RGB,
                            List.of(
                                    0.6097, 0.2053, 0.1492, 0.3111, 0.6257, 0.0632, 0.0195, 0.0609,
                                    0.7446),
                            new ToneCurve.Gamma(2.19921875)),
                    new KnownSpaces(
                            Kind.PROPHOTO,
                            List.of(
                                    0.7977, 0.1352, 0.0313, 0.2880, 0.7119, 0.0001, 0.0, 0.0,
                                    0.8249),
                            new ToneCurve.Gamma(1.8)),
                    new KnownSpaces(
                            Kind.REC2020,
                            List.of(
                                    0.6735, 0.1657, 0.1251, 0.2790, 0.6753, 0.0456, -0.0019, 0.0300,
                                    0.7969),
                            BT2020_CURVE));

    /// The named space that these numbers mean, or themselves.
    static ColourSpace named(List<Double> matrix, ToneCurve curve) {
        for (var known : ALL) {
            if (known.has(matrix) && known.curve.isLike(curve)) {
                return new ColourSpace(known.kind, null, null, false);
            }
        }
        return new ColourSpace(Kind.MATRIX, matrix, curve.onWire(), false);
    }

    private boolean has(List<Double> other) {
        for (int i = 0; i < matrix.size(); i++) {
            if (Math.abs(matrix.get(i) - other.get(i)) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }
}
