package io.dermflow.imaging.entropy;

/// A later scan that adds one bit to a band of AC coefficients (ITU-T T.81, G.1.2.3).
final class AcRefinement implements BlockCheck {

    private final BitReader bits;
    private final HuffmanTable table;
    private final long[] nonZero;
    private final int first;
    private final int last;

    /// Blocks, this one included, that get no new coefficient any more.
    private int quietBlocks;

    AcRefinement(BitReader bits, Scan scan, HuffmanTable table, long[] nonZero) {
        this.bits = bits;
        this.table = table;
        this.nonZero = nonZero;
        this.first = scan.firstCoefficient();
        this.last = scan.lastCoefficient();
    }

    @Override
    public void restart() {
        quietBlocks = 0;
    }

    @Override
    public void finish() {
        if (quietBlocks > 0) {
            throw DamageFound.corrupt("H2", bits.offset());
        }
    }

    @Override
    public void check(int channel, int block) {
        var next = quietBlocks > 0 ? first : newCoefficients(block);
        if (quietBlocks > 0) {
            if (next <= last) {
                bits.skipMany(Long.bitCount(nonZero[block] & band(next)));
            }
            quietBlocks--;
        }
    }

    /// Returns the index at which the block's new coefficients end.
    private int newCoefficients(int block) {
        var next = first;
        while (next <= last) {
            bits.ensure();
            var symbol = table.decode(bits);
            var run = symbol >> 4;
            var size = symbol & 15;
            if (size == 0 && run < 15) {
                quietBlocks = (1 << run) + bits.take(run);
                return next;
            }
            next = place(block, next, run, size) + 1;
        }
        return next;
    }

    private int place(int block, int next, int run, int size) {
        if (size > 1) {
            throw DamageFound.corrupt("H2", bits.offset());
        }
        bits.skip(size);
        var index = zeroAfter(nonZero[block], next, run);
        if (index > last) {
            throw DamageFound.corrupt("H2", bits.offset());
        }
        bits.skipMany(Long.bitCount(nonZero[block] & band(next) & ~(-1L << index)));
        if (size == 1) {
            nonZero[block] |= 1L << index;
        }
        return index;
    }

    /// Index of the zero coefficient behind `run` others, from `next`; past `last` if there is
    /// none.
    private int zeroAfter(long known, int next, int run) {
        var zeros = ~known & band(next);
        for (var i = 0; i < run; i++) {
            zeros &= zeros - 1;
        }
        return Long.numberOfTrailingZeros(zeros);
    }

    /// Bits `from` to `last`.
    private long band(int from) {
        return -1L << from & -1L >>> (63 - last);
    }
}
