package io.dermflow.imaging.entropy;

/// Symbols of a sequential AC scan that follow each other, packed into an int for a look-up table:
/// how many bits their codes and values take, how many coefficients they cover, and whether the
/// last of them ends the block.
final class SymbolRun {

    /// Nothing is known without looking closer.
    static final int NONE = 0;

    private static final int COEFFICIENTS_SHIFT = 8;
    private static final int MASK = 0xFF;

    /// The sign. An end of block is a symbol of its block only while coefficients are missing, so
    /// it counts as one more.
    private static final int ENDS_BLOCK = 1 << 31;

    private SymbolRun() {}

    /// @param coefficients covered before the end of block, if that is one of the symbols
    static int of(int bits, int coefficients, boolean endsBlock) {
        return endsBlock
                ? ENDS_BLOCK | coefficients + 1 << COEFFICIENTS_SHIFT | bits
                : coefficients << COEFFICIENTS_SHIFT | bits;
    }

    static int bits(int run) {
        return run & MASK;
    }

    static int coefficients(int run) {
        return run >> COEFFICIENTS_SHIFT & MASK;
    }

    static boolean endsBlock(int run) {
        return run < 0;
    }
}
