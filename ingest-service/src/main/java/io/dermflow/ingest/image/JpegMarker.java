package io.dermflow.ingest.image;

import org.jspecify.annotations.Nullable;

/// Marker codes of ITU-T T.81, table B.1, and which of them are taken: rules J4 and J5.
final class JpegMarker {

    static final int TEM = 0x01;
    static final int SOF0 = 0xC0;
    static final int SOF1 = 0xC1;
    static final int SOF2 = 0xC2;
    static final int DHT = 0xC4;
    static final int RST0 = 0xD0;
    static final int RST7 = 0xD7;
    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DQT = 0xDB;
    static final int DNL = 0xDC;
    static final int DRI = 0xDD;
    static final int APP0 = 0xE0;
    static final int APP1 = 0xE1;
    static final int APP2 = 0xE2;
    static final int APP14 = 0xEE;

    private JpegMarker() {}

    static boolean isRestart(int marker) {
        return marker >= RST0 && marker <= RST7;
    }

    /// Why a picture with this marker is of a kind that is not taken, or null.
    static @Nullable String unsupportedReason(int marker) {
        return switch (marker) {
            case 0xC3, 0xCB -> "lossless";
            case 0xC5, 0xC6, 0xC7, 0xCD, 0xCE, 0xCF, 0xDE, 0xDF -> "hierarchical";
            case 0xC9, 0xCA, 0xCC -> "arithmetic";
            case 0xF7 -> "jpeg_ls";
            default -> null;
        };
    }

    static boolean isReserved(int marker) {
        return marker < 0xC0 || marker == 0xC8 || marker >= 0xF0 && marker <= 0xFD;
    }
}
