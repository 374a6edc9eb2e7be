package io.dermflow.imaging.entropy;

/// Walks one block of a scan. One instance serves one scan and one thread.
interface BlockCheck {

    /// @param channel index of the component in the scan
    /// @param block index of the block in its component, row by row, padding included
    void check(int channel, int block);

    /// A new segment starts: predictions and runs begin at zero.
    default void restart() {}

    /// The segment's last block is done.
    default void finish() {}
}
