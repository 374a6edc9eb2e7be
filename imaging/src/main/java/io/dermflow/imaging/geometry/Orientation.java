package io.dermflow.imaging.geometry;

import org.opencv.core.Core;
import org.opencv.core.Mat;

/// The eight ways a camera may store a picture (EXIF 2.32, tag 0x0112). An upright picture is the
/// stored one, first transposed if `transposes`, then mirrored.
public enum Orientation {
    NORMAL(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    QUARTER_TURN_RIGHT(true, true, false),
    TRANSVERSED(true, true, true),
    QUARTER_TURN_LEFT(true, false, true);

    private final boolean transposes;
    private final boolean mirrorsX;
    private final boolean mirrorsY;

    Orientation(boolean transposes, boolean mirrorsX, boolean mirrorsY) {
        this.transposes = transposes;
        this.mirrorsX = mirrorsX;
        this.mirrorsY = mirrorsY;
    }

    /// @param exif 1..8
    public static Orientation of(int exif) {
        if (exif < 1 || exif > 8) {
            throw new IllegalArgumentException("EXIF orientation out of 1..8: " + exif);
        }
        return values()[exif - 1];
    }

    /// Whether width and height change places.
    public boolean swapsSides() {
        return transposes;
    }

    /// Turns the pixels upright, in place.
    public void apply(Mat stored) {
        if (transposes) {
            Core.transpose(stored, stored);
        }
        if (mirrorsX || mirrorsY) {
            Core.flip(stored, stored, flipCode());
        }
    }

    /// Where a point of the stored picture lies in the upright one.
    ///
    /// @param width of the stored picture, pixels
    /// @param height of the stored picture, pixels
    public Point upright(Point stored, double width, double height) {
        var x = transposes ? stored.y() : stored.x();
        var y = transposes ? stored.x() : stored.y();
        var uprightWidth = transposes ? height : width;
        var uprightHeight = transposes ? width : height;
        return new Point(mirrorsX ? uprightWidth - x : x, mirrorsY ? uprightHeight - y : y);
    }

    /// The inverse of [#upright(Point, double, double)], with the same width and height.
    public Point stored(Point upright, double width, double height) {
        var uprightWidth = transposes ? height : width;
        var uprightHeight = transposes ? width : height;
        var x = mirrorsX ? uprightWidth - upright.x() : upright.x();
        var y = mirrorsY ? uprightHeight - upright.y() : upright.y();
        return transposes ? new Point(y, x) : new Point(x, y);
    }

    /// OpenCV: 0 turns around the x axis, 1 around the y axis, -1 around both.
    private int flipCode() {
        if (mirrorsX && mirrorsY) {
            return -1;
        }
        return mirrorsX ? 1 : 0;
    }
}
