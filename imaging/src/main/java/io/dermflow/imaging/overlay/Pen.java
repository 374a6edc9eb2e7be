package io.dermflow.imaging.overlay;

import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// Draws markings on a canvas: each line twice, dark and wide, then bright, so that it shows on
/// every skin tone.
///
/// @param canvas 8UC3, stays the caller's
/// @param scale canvas pixels per pixel of the full picture
record Pen(Mat canvas, double scale) {

    private static final Scalar DARK = new Scalar(30, 30, 30);
    private static final Scalar BOX = new Scalar(255, 255, 255);
    private static final Scalar OUTLINE = new Scalar(60, 220, 255);
    private static final int WIDE = 4;
    private static final int NARROW = 2;
    private static final double TEXT_SIZE = 0.6;
    private static final int TEXT_GAP = 6;
    private static final int TEXT_HEIGHT = 18;

    void draw(Marking marking) {
        stroke(marking, DARK, DARK, WIDE);
        stroke(marking, BOX, OUTLINE, NARROW);
    }

    private void stroke(Marking marking, Scalar boxColour, Scalar outlineColour, int width) {
        var box = marking.box();
        var upperLeft = onCanvas(box.x(), box.y());
        Imgproc.rectangle(canvas, upperLeft, onCanvas(box.right(), box.bottom()), boxColour, width);
        if (!marking.polygon().isEmpty()) {
            outline(marking, outlineColour, width);
        }
        // Above the box, or inside where there is no room above.
        var baseline =
                upperLeft.y > TEXT_HEIGHT ? upperLeft.y - TEXT_GAP : upperLeft.y + TEXT_HEIGHT;
        Imgproc.putText(
                canvas,
                marking.id(),
                new Point(upperLeft.x, baseline),
                Imgproc.FONT_HERSHEY_SIMPLEX,
                TEXT_SIZE,
                boxColour,
                width,
                Imgproc.LINE_AA);
    }

    private void outline(Marking marking, Scalar colour, int width) {
        var points =
                marking.polygon().stream()
                        .map(point -> onCanvas(point.x(), point.y()))
                        .toArray(Point[]::new);
        var line = new MatOfPoint(points);
        Imgproc.polylines(canvas, List.of(line), true, colour, width, Imgproc.LINE_AA);
        line.release();
    }

    private Point onCanvas(double x, double y) {
        return new Point(Math.rint(x * scale), Math.rint(y * scale));
    }
}
