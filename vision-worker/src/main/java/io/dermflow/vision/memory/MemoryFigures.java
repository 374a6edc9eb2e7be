package io.dermflow.vision.memory;

/// Memory in bytes.
///
/// @param total what this process may use: the machine's, or its container's when that is less
/// @param available what could be given to a process now, caches that can be dropped included
record MemoryFigures(long total, long available) {

    private static final double TENTHS_OF_PERCENT = 1_000.0;

    long used() {
        return total - available;
    }

    /// Used share, per cent to a tenth.
    double percent() {
        return total <= 0 ? 0 : Math.round(used() * TENTHS_OF_PERCENT / total) / 10.0;
    }

    /// The tighter of two views.
    MemoryFigures tighter(MemoryFigures other) {
        return available <= other.available ? this : other;
    }
}
