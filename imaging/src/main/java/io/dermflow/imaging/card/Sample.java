package io.dermflow.imaging.card;

import org.opencv.core.Mat;

/// Reads a picture between its pixels.
final class Sample {

    private Sample() {}

    /// Bilinear; outside the picture its border.
    ///
    /// @param channel 8UC1 of at least 2 x 2 pixels
    static double at(Mat channel, double x, double y) {
        var column = Math.clamp(x, 0, channel.cols() - 1.001);
        var row = Math.clamp(y, 0, channel.rows() - 1.001);
        var left = (int) column;
        var top = (int) row;
        var right = column - left;
        var low = row - top;
        return (1 - low)
                        * ((1 - right) * pixel(channel, top, left)
                                + right * pixel(channel, top, left + 1))
                + low
                        * ((1 - right) * pixel(channel, top + 1, left)
                                + right * pixel(channel, top + 1, left + 1));
    }

    private static double pixel(Mat channel, int row, int column) {
        return channel.get(row, column)[0];
    }
}
