package io.dermflow.imaging.entropy;

/// First scan of a band of AC coefficients (ITU-T T.81, G.1.2.2).
final class AcFirst implements BlockCheck {

    private final BitReader bits;
    private final HuffmanTable table;
    private final long[] nonZero;
    private final int first;
    private final int last;

    /// Blocks still to come that are empty from here on.
    private int emptyBlocks;

    AcFirst(BitReader bits, Scan scan, HuffmanTable table, long[] nonZero) {
        this.bits = bits;
        this.table = table;
        this.nonZero = nonZero;
        this.first = scan.firstCoefficient();
        this.last = scan.lastCoefficient();
    }

    @Override
    public void restart() {
        emptyBlocks = 0;
    }

    @Override
    public void finish() {
        if (emptyBlocks > 0) {
            throw DamageFound.corrupt("H2", bits.offset());
        }
    }

    @Override
    public void check(int channel, int block) {
        if (emptyBlocks > 0) {
            emptyBlocks--;
            return;
        }
        var next = first;
        while (next <= last) {
            bits.ensure();
            var symbol = table.decode(bits);
            var run = symbol >> 4;
            var size = symbol & 15;
            if (size == 0 && run < 15) {
                emptyBlocks = (1 << run) - 1 + bits.take(run);
                return;
            }
            next += size == 0 ? 16 : coefficient(block, next + run, size) - next;
        }
        if (next > last + 1) {
            throw DamageFound.corrupt("H2", bits.offset());
        }
    }

    private int coefficient(int block, int index, int size) {
        if (index > last) {
            throw DamageFound.corrupt("H2", bits.offset());
        }
        if (size > ProgressiveBlocks.MAX_AC_SIZE) {
            throw DamageFound.corrupt("H5", bits.offset());
        }
        bits.skip(size);
        nonZero[block] |= 1L << index;
        return index + 1;
    }
}
