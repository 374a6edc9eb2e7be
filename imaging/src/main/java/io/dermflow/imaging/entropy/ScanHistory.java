package io.dermflow.imaging.entropy;

import java.util.Arrays;

/// Which bits of which coefficients the scans so far have brought: the rules J10 and J11.
final class ScanHistory {

    private static final int COEFFICIENTS = 64;
    private static final int NOT_SEEN = -1;
    private static final int MAX_SCANS = 64;
    private static final int MAX_BIT = 13;

    private final Frame frame;

    /// Per component and coefficient: the lowest bit brought, or [#NOT_SEEN].
    private final int[][] lowestBit;

    private int scans;

    ScanHistory(Frame frame) {
        this.frame = frame;
        this.lowestBit = new int[frame.components().size()][COEFFICIENTS];
        for (var component : lowestBit) {
            Arrays.fill(component, NOT_SEEN);
        }
    }

    void admit(Scan scan, int offset) {
        if (++scans > MAX_SCANS || frame.progressive() && !legal(scan)) {
            throw DamageFound.notCanonical(offset);
        }
        for (var channel : scan.channels()) {
            admit(scan, lowestBit[channel.component().index()], offset);
        }
    }

    void requireComplete(int offset) {
        for (var component : lowestBit) {
            for (var bit : component) {
                if (bit != 0) {
                    throw DamageFound.truncated("J11", offset);
                }
            }
        }
    }

    private static boolean legal(Scan scan) {
        var band =
                scan.firstCoefficient() == 0
                        ? scan.lastCoefficient() == 0
                        : scan.firstCoefficient() <= scan.lastCoefficient()
                                && scan.lastCoefficient() < COEFFICIENTS
                                && !scan.interleaved();
        var bits = !scan.refines() || scan.bit() == scan.previousBit() - 1;
        return band && bits && scan.bit() <= MAX_BIT;
    }

    private static void admit(Scan scan, int[] component, int offset) {
        if (scan.firstCoefficient() > 0 && component[0] == NOT_SEEN) {
            throw DamageFound.notCanonical(offset);
        }
        for (var k = scan.firstCoefficient(); k <= scan.lastCoefficient(); k++) {
            var expected = scan.refines() ? scan.previousBit() : NOT_SEEN;
            if (component[k] != expected) {
                throw DamageFound.notCanonical(offset);
            }
            component[k] = scan.bit();
        }
    }
}
