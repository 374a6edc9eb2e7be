package io.dermflow.ingest.image;

import io.dermflow.events.ColourSpace;
import io.dermflow.events.ColourSpace.Kind;

/// The four code points of a cICP chunk (ITU-T H.273) as a colour space.
final class CodePoints {

    private static final int BT709 = 1;
    private static final int BT2020 = 9;
    private static final int P3_D65 = 12;
    private static final int SRGB_TRANSFER = 13;

    private CodePoints() {}

    /// @param points primaries, transfer, matrix coefficients, full range
    static ColourSpace colourSpace(byte[] points) {
        boolean plainRgb = points[2] == 0 && points[3] == 1;
        return new ColourSpace(
                plainRgb ? kind(points[0], points[1]) : Kind.UNKNOWN, null, null, false);
    }

    private static Kind kind(int primaries, int transfer) {
        return switch (primaries) {
            case BT709 -> transfer == SRGB_TRANSFER ? Kind.SRGB : Kind.UNKNOWN;
            case P3_D65 -> transfer == SRGB_TRANSFER ? Kind.DISPLAY_P3 : Kind.UNKNOWN;
            case BT2020 -> isBt2020Curve(transfer) ? Kind.REC2020 : Kind.UNKNOWN;
            default -> Kind.UNKNOWN;
        };
    }

    /// BT.709, BT.601 and the two of BT.2020 are one curve.
    private static boolean isBt2020Curve(int transfer) {
        return transfer == 1 || transfer == 6 || transfer == 14 || transfer == 15;
    }
}
