package io.dermflow.imaging.lesion;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

/// Which pixels of a picture belong to one lesion: a crop of the picture, in Java memory, so that
/// nobody has to close it.
public final class LesionMask {

    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final byte[] inside;

    /// @param left of the crop in the picture, pixels
    /// @param top of the crop in the picture, pixels
    /// @param inside `height * width`, row by row, not zero inside the lesion; copied
    public LesionMask(int left, int top, int width, int height, byte[] inside) {
        if (width < 1 || height < 1 || inside.length != width * height) {
            throw new IllegalArgumentException("mask of %dx%d".formatted(width, height));
        }
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        this.inside = inside.clone();
    }

    public int left() {
        return left;
    }

    public int top() {
        return top;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// @param x column in the crop
    /// @param y row in the crop
    public boolean contains(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && inside[y * width + x] != 0;
    }

    /// Square pixels.
    public int area() {
        var count = 0;
        for (var pixel : inside) {
            count += pixel == 0 ? 0 : 1;
        }
        return count;
    }

    /// Sets the lesion's pixels in a mask of the whole picture.
    ///
    /// @param pictureMask 8UC1 of the picture's size, stays the caller's
    /// @param value 1..255
    public void paintInto(Mat pictureMask, int value) {
        var area = pictureMask.submat(new Rect(left, top, width, height));
        var mask = toMat();
        area.setTo(Scalar.all(value), mask);
        mask.release();
        area.release();
    }

    /// 8UC1 of the crop's size, 255 inside; owned by the caller.
    public Mat toMat() {
        return expanded(0);
    }

    /// The same with an empty border of `margin` pixels on each side; owned by the caller.
    Mat expanded(int margin) {
        var mat = Mat.zeros(height + 2 * margin, width + 2 * margin, CvType.CV_8UC1);
        var row = new byte[width];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                row[x] = (byte) (contains(x, y) ? 255 : 0);
            }
            mat.put(y + margin, margin, row);
        }
        return mat;
    }
}
