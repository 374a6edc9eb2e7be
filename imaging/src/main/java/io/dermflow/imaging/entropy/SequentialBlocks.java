package io.dermflow.imaging.entropy;

import java.util.stream.Stream;

/// Blocks of a baseline or extended sequential scan (ITU-T T.81, F.2.2). The values of the AC
/// coefficients are skipped, so nothing is kept.
final class SequentialBlocks implements BlockCheck {

    private static final int ZERO_RUN = 0xF0;

    private final BitReader bits;
    private final DcPrediction dc;
    private final HuffmanTable[] tables;

    /// By channel: [HuffmanTable#runs()].
    private final int[][] runs;

    SequentialBlocks(BitReader bits, Scan scan) {
        this.bits = bits;
        this.dc = new DcPrediction(bits, scan);
        this.tables =
                scan.channels().stream().map(Scan.Channel::acTable).toArray(HuffmanTable[]::new);
        this.runs = Stream.of(tables).map(HuffmanTable::runs).toArray(int[][]::new);
    }

    @Override
    public void restart() {
        dc.reset();
    }

    @Override
    public void check(int channel, int block) {
        dc.next(channel);
        var next = bits.skipRuns(runs[channel], 1);
        while (next < BitReader.BLOCK) {
            next = oneStep(tables[channel].decode(bits), next);
            next = bits.skipRuns(runs[channel], next);
        }
        if (next > BitReader.BLOCK) {
            throw DamageFound.corrupt("H2", bits.offset());
        }
    }

    private int oneStep(int symbol, int next) {
        var size = symbol & 15;
        if (symbol == 0) {
            return BitReader.BLOCK;
        }
        if (symbol == ZERO_RUN) {
            return next + 16;
        }
        if (size == 0) {
            throw DamageFound.corrupt("H2", bits.offset());
        }
        if (size > ProgressiveBlocks.MAX_AC_SIZE) {
            throw DamageFound.corrupt("H5", bits.offset());
        }
        bits.skip(size);
        return next + (symbol >> 4) + 1;
    }
}
