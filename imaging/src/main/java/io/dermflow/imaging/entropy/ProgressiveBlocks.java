package io.dermflow.imaging.entropy;

/// Blocks of a progressive scan (ITU-T T.81, G.1.2 and G.2). Which coefficients are not zero
/// decides how many bits a later refinement takes, so each block keeps one bit a coefficient.
final class ProgressiveBlocks {

    /// Coefficients of 8-bit samples need at most ten bits (H5).
    static final int MAX_AC_SIZE = 10;

    private ProgressiveBlocks() {}

    /// @param nonZero per component, per block: bit k is set when coefficient k is not zero
    static BlockCheck of(BitReader bits, Scan scan, long[][] nonZero) {
        if (scan.firstCoefficient() == 0) {
            return scan.refines() ? (channel, block) -> bits.skipMany(1) : new DcFirst(bits, scan);
        }
        var channel = scan.channels().getFirst();
        var blocks = nonZero[channel.component().index()];
        return scan.refines()
                ? new AcRefinement(bits, scan, channel.acTable(), blocks)
                : new AcFirst(bits, scan, channel.acTable(), blocks);
    }

    private static final class DcFirst implements BlockCheck {
        private final DcPrediction dc;

        DcFirst(BitReader bits, Scan scan) {
            dc = new DcPrediction(bits, scan);
        }

        @Override
        public void restart() {
            dc.reset();
        }

        @Override
        public void check(int channel, int block) {
            dc.next(channel);
        }
    }
}
