package io.dermflow.imaging.entropy;

import java.util.List;

/// The frame header (SOF) with the block counts that follow from it (ITU-T T.81, A.1.1 and A.2).
///
/// @param width pixels
/// @param height pixels
record Frame(int width, int height, boolean progressive, List<Component> components) {

    private static final int BLOCK = 8;

    Frame {
        components = List.copyOf(components);
    }

    /// One colour channel.
    ///
    /// @param index place in the frame
    /// @param horizontal sampling factor 1..4
    /// @param vertical sampling factor 1..4
    /// @param quantisation number of its table, 0..3
    record Component(int index, int id, int horizontal, int vertical, int quantisation) {}

    int mcusAcross() {
        return ceilDivide(width, BLOCK * maxHorizontal());
    }

    int mcusDown() {
        return ceilDivide(height, BLOCK * maxVertical());
    }

    /// Blocks of a scan that holds this component alone: no padding to whole MCUs.
    int blocksAcross(Component component) {
        return ceilDivide(ceilDivide(width * component.horizontal(), maxHorizontal()), BLOCK);
    }

    int blocksDown(Component component) {
        return ceilDivide(ceilDivide(height * component.vertical(), maxVertical()), BLOCK);
    }

    /// Length of a row of blocks in an interleaved scan, padding included.
    int stride(Component component) {
        return mcusAcross() * component.horizontal();
    }

    int paddedBlocks(Component component) {
        return stride(component) * mcusDown() * component.vertical();
    }

    private int maxHorizontal() {
        return components.stream().mapToInt(Component::horizontal).max().orElseThrow();
    }

    private int maxVertical() {
        return components.stream().mapToInt(Component::vertical).max().orElseThrow();
    }

    private static int ceilDivide(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
