package io.dermflow.imaging.decode;

import org.opencv.core.CvType;
import org.opencv.core.Mat;

/// An upright picture in native memory. One owner, one thread; the owner closes it, and the pixels
/// are gone then.
public final class DecodedImage implements AutoCloseable {

    private final Mat pixels;
    private final int fullWidth;
    private final int fullHeight;

    /// Takes over the ownership of the pixels.
    ///
    /// @param pixels BGR, 8UC3, upright
    /// @param fullWidth of the upright picture before reduction, pixels
    /// @param fullHeight of the upright picture before reduction, pixels
    public DecodedImage(Mat pixels, int fullWidth, int fullHeight) {
        if (pixels.type() != CvType.CV_8UC3) {
            throw new IllegalArgumentException("needs 8UC3, not type " + pixels.type());
        }
        this.pixels = pixels;
        this.fullWidth = fullWidth;
        this.fullHeight = fullHeight;
    }

    /// BGR, 8UC3, upright; stays this object's.
    public Mat pixels() {
        return pixels;
    }

    public int width() {
        return pixels.cols();
    }

    public int height() {
        return pixels.rows();
    }

    public int fullWidth() {
        return fullWidth;
    }

    public int fullHeight() {
        return fullHeight;
    }

    /// Decoded pixels per full pixel, 0..1: dividing by it leads to full coordinates.
    public double scale() {
        return Math.max(width(), height()) / (double) Math.max(fullWidth, fullHeight);
    }

    @Override
    public void close() {
        pixels.release();
    }
}
