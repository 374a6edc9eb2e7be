package io.dermflow.imaging.calibration;

import io.dermflow.imaging.card.FoundCard;
import io.dermflow.imaging.card.Homography;
import io.dermflow.imaging.geometry.Box;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// The card as if seen from straight above, to read the mean light of its parts.
///
/// @param flat 8UC3; closed with this object
record Measured(Mat flat) implements AutoCloseable {

    private static final double PX_PER_MM = 4;

    /// The middle of a part in width and height: its rim mixes with its neighbours.
    private static final double INNER = 0.6;

    /// A channel that reached the end of its range says only "at least".
    private static final double BRIGHTEST = 251;

    static Measured of(Mat bgr, FoundCard card) {
        var flat = new Mat();
        var scaled = scaled(card.plane().homography());
        Imgproc.warpPerspective(
                bgr, flat, scaled, new Size(86 * PX_PER_MM, 54 * PX_PER_MM), Imgproc.INTER_LINEAR);
        scaled.release();
        return new Measured(flat);
    }

    private static Mat scaled(Homography toMm) {
        var matrix = toMm.toMat();
        for (var row = 0; row < 2; row++) {
            for (var column = 0; column < 3; column++) {
                matrix.put(row, column, matrix.get(row, column)[0] * PX_PER_MM);
            }
        }
        return matrix;
    }

    /// Mean light of the part's middle; empty when a channel is at the end of its range.
    Optional<LinearRgb> light(Box mm) {
        var part = flat.submat(inner(mm));
        var levels = Core.mean(part).val;
        var light = ColourCorrection.linear(part);
        Scalar mean = Core.mean(light);
        light.release();
        part.release();
        return Math.max(levels[0], Math.max(levels[1], levels[2])) > BRIGHTEST
                ? Optional.empty()
                : Optional.of(new LinearRgb(mean.val[2], mean.val[1], mean.val[0]));
    }

    private static Rect inner(Box mm) {
        var width = mm.width() * INNER * PX_PER_MM;
        var height = mm.height() * INNER * PX_PER_MM;
        return new Rect(
                (int) Math.rint((mm.x() + mm.width() / 2) * PX_PER_MM - width / 2),
                (int) Math.rint((mm.y() + mm.height() / 2) * PX_PER_MM - height / 2),
                (int) Math.rint(width),
                (int) Math.rint(height));
    }

    @Override
    public void close() {
        flat.release();
    }
}
