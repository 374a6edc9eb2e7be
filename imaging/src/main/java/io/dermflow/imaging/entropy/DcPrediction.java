package io.dermflow.imaging.entropy;

import java.util.Arrays;

/// Sums the DC differences of a scan and refuses values that no 8-bit picture has (H5).
final class DcPrediction {

    private static final int MAX_SIZE = 11;

    /// An 8x8 DCT of samples -128..127 has a DC of -1024..1016 (ITU-T T.81, A.3.3).
    private static final int MAX_DC = 1024;

    private final BitReader bits;
    private final int bit;
    private final HuffmanTable[] tables;
    private final int[] steps;
    private final int[] predictions;

    DcPrediction(BitReader bits, Scan scan) {
        this.bits = bits;
        this.bit = scan.bit();
        this.tables =
                scan.channels().stream().map(Scan.Channel::dcTable).toArray(HuffmanTable[]::new);
        this.steps = scan.channels().stream().mapToInt(Scan.Channel::dcStep).toArray();
        this.predictions = new int[tables.length];
    }

    void reset() {
        Arrays.fill(predictions, 0);
    }

    void next(int channel) {
        bits.ensure();
        var size = tables[channel].decode(bits);
        if (size > MAX_SIZE) {
            throw DamageFound.corrupt("H2", bits.offset());
        }
        predictions[channel] += difference(size);
        // One step is rounding. A first progressive scan has its low bits cut off, downwards, so
        // that
        // a genuine value may lie up to a whole cut-off unit further down.
        var unit = (long) steps[channel] << bit;
        if (Math.abs(predictions[channel]) * unit > MAX_DC + unit) {
            throw DamageFound.corrupt("H5", bits.offset());
        }
    }

    /// EXTEND of ITU-T T.81, F.2.2.1.
    private int difference(int size) {
        if (size == 0) {
            return 0;
        }
        var value = bits.take(size);
        return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }
}
