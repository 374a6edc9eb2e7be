package io.dermflow.imaging.quality;

import java.util.Arrays;
import org.opencv.core.Mat;

/// How noisy a picture is, by its finest diagonal detail: of what is drawn in a picture little lies
/// there, of noise as much as anywhere (Donoho and Johnstone 1994, "Ideal spatial adaptation by
/// wavelet shrinkage"). Hair and fabric are read as noise where they cover more than half of it.
final class Noise {

    /// The median of the absolute value of a standard normal variable.
    private static final double MEDIAN_OF_NORMAL = 0.6745;

    /// Of the sum of four pixels with the signs of a square's diagonal.
    private static final int LARGEST = 2 * 255;

    private Noise() {}

    /// @param luma 8UC1, 2 x 2 pixels at least; stays the caller's
    /// @return the standard deviation of white noise with this much of it, grey levels
    static double deviation(Mat luma) {
        // Haar: half the sum is one coefficient of the finest diagonal subband.
        return median(diagonals(luma)) / 2 / MEDIAN_OF_NORMAL;
    }

    /// How often the absolute sum comes to 0, 1, 2, …
    private static int[] diagonals(Mat luma) {
        int width = luma.cols();
        var pixels = new byte[luma.rows() * width];
        luma.get(0, 0, pixels);
        var counts = new int[LARGEST + 1];
        for (int y = 0; y + 1 < luma.rows(); y += 2) {
            for (int at = y * width; at + 1 < (y + 1) * width; at += 2) {
                int falling = (pixels[at] & 0xff) + (pixels[at + width + 1] & 0xff);
                int rising = (pixels[at + 1] & 0xff) + (pixels[at + width] & 0xff);
                counts[Math.abs(falling - rising)]++;
            }
        }
        return counts;
    }

    /// Between whole numbers too, as if each stood for all that round to it.
    private static double median(int[] counts) {
        double half = Arrays.stream(counts).sum() / 2.0;
        int value = 0;
        int below = 0;
        while (below + counts[value] < half) {
            below += counts[value];
            value++;
        }
        double within = (half - below) / Math.max(1, counts[value]);
        return value == 0 ? within / 2 : value - 0.5 + within;
    }
}
