package io.dermflow.imaging.explanation;

import java.nio.ByteBuffer;

/// Hides one square of a classifier's input after another: by how much the answer falls is what the
/// square was worth to it. Needs no gradients, so it works on any traced network (Zeiler and Fergus
/// 2014, "Visualizing and Understanding Convolutional Networks", 4.2).
///
/// A square is painted with the mean colour of the input's rim, which is skin where the input shows
/// a lesion with some skin around it. It reaches a quarter of a cell over its cell on each side, so
/// that nothing hides between two cells.
public final class Occlusion {

    /// Cells along each side: a network that looks at one spot is asked 49 times where it is.
    public static final int SIDE = 7;

    public static final int CELLS = SIDE * SIDE;

    /// What the method is called in a result.
    public static final String METHOD = "occlusion-7x7";

    private static final int CHANNELS = 3;
    private static final double OVER = 0.25;

    private final ByteBuffer input;
    private final int width;
    private final int height;
    private final byte[] paint;

    /// @param input uint8 `[height, width, 3]` from position 0; read only
    public Occlusion(ByteBuffer input, int width, int height) {
        if (input.capacity() != width * height * CHANNELS) {
            throw new IllegalArgumentException(
                    "%d bytes for %dx%d".formatted(input.capacity(), width, height));
        }
        this.input = input;
        this.width = width;
        this.height = height;
        this.paint = rows(rim());
    }

    /// Writes the input without one cell.
    ///
    /// @param cell 0 to 48, row by row
    /// @param target of the input's size, overwritten from position 0, where it stands again
    ///   afterwards
    public void hide(int cell, ByteBuffer target) {
        int column = cell % SIDE;
        int row = cell / SIDE;
        int left = from(column, width);
        int bytes = (to(column, width) - left) * CHANNELS;
        target.clear().put(input.duplicate().clear());
        for (int y = from(row, height); y < to(row, height); y++) {
            target.put((y * width + left) * CHANNELS, paint, 0, bytes);
        }
        target.clear();
    }

    private static int from(int cell, int length) {
        return Math.max(0, (int) Math.rint((cell - OVER) * length / SIDE));
    }

    private static int to(int cell, int length) {
        return Math.min(length, (int) Math.rint((cell + 1 + OVER) * length / SIDE));
    }

    /// Mean of the outermost pixels, by channel.
    private int[] rim() {
        var sums = new long[CHANNELS];
        int count = 0;
        for (int y = 0; y < height; y++) {
            boolean edge = y == 0 || y == height - 1;
            for (int x = 0; x < width; x += edge || width == 1 ? 1 : width - 1) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    sums[channel] += input.get((y * width + x) * CHANNELS + channel) & 0xFF;
                }
                count++;
            }
        }
        var mean = new int[CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            mean[channel] = (int) Math.round(sums[channel] / (double) count);
        }
        return mean;
    }

    /// One row of the input in one colour.
    private byte[] rows(int[] colour) {
        var row = new byte[width * CHANNELS];
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) colour[i % CHANNELS];
        }
        return row;
    }
}
