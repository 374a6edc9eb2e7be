package io.dermflow.imaging.entropy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A scan header (SOS) with its tables looked up.
///
/// @param firstCoefficient spectral selection start (Ss), zigzag index
/// @param lastCoefficient spectral selection end (Se), inclusive
/// @param previousBit successive approximation high (Ah), 0 in a first scan
/// @param bit successive approximation low (Al)
record Scan(
        List<Channel> channels,
        int firstCoefficient,
        int lastCoefficient,
        int previousBit,
        int bit) {

    Scan {
        channels = List.copyOf(channels);
    }

    /// A component in this scan. A table that the scan has no use for is absent.
    ///
    /// @param dcStep quantisation step of the DC coefficient
    record Channel(
            Frame.Component component,
            @Nullable HuffmanTable dc,
            @Nullable HuffmanTable ac,
            int dcStep) {

        HuffmanTable dcTable() {
            return present(dc);
        }

        HuffmanTable acTable() {
            return present(ac);
        }

        private static HuffmanTable present(@Nullable HuffmanTable table) {
            if (table == null) {
                throw DamageFound.notCanonical(0);
            }
            return table;
        }
    }

    boolean refines() {
        return previousBit > 0;
    }

    boolean interleaved() {
        return channels.size() > 1;
    }
}
