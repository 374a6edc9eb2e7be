package io.dermflow.imaging.entropy;

/// Blocks of a baseline or extended sequential scan (ITU-T T.81, F.2.2). The values of the AC
/// coefficients are skipped, so nothing is kept.
final class SequentialBlocks implements BlockCheck {

    private static final int COEFFICIENTS = 64;
    private static final int ZERO_RUN = 0xF0;

    private final BitReader bits;
    private final DcPrediction dc;
    private final HuffmanTable[] tables;

    SequentialBlocks(BitReader bits, Scan scan) {
        this.bits = bits;
        this.dc = new DcPrediction(bits, scan);
        this.tables =
                scan.channels().stream().map(Scan.Channel::acTable).toArray(HuffmanTable[]::new);
    }

    @Override
    public void restart() {
        dc.reset();
    }

    @Override
    public void check(int channel, int block) {
        dc.next(channel);
        var table = tables[channel];
        var next = 1;
        while (next < COEFFICIENTS) {
            bits.ensure();
            var step = table.step(bits);
            if (step > 0) {
                bits.skip(step & 0xFF);
                next += step >> 8;
            } else if (step < 0) {
                bits.skip(-step);
                return;
            } else {
                next = slowStep(table.decode(bits), next);
            }
        }
        if (next > COEFFICIENTS) {
            throw DamageFound.corrupt("H2", bits.offset());
        }
    }

    private int slowStep(int symbol, int next) {
        var size = symbol & 15;
        if (symbol == 0) {
            return COEFFICIENTS;
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
