package io.dermflow.imaging.lesion;

import io.dermflow.imaging.decode.OpenCvLibrary;
import java.util.function.Consumer;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Masks of known shape, 300 x 300 pixels, whose crop is the whole picture.
final class DrawnMask {

    static final int SIDE = 300;
    private static final Scalar INSIDE = Scalar.all(255);
    private static final Point CENTRE = new Point(150, 150);

    private DrawnMask() {}

    static LesionMask ellipse(double semiMajor, double semiMinor, double angle) {
        return drawn(mat ->
                Imgproc.ellipse(
                        mat, CENTRE, new Size(semiMajor, semiMinor), angle, 0, 360, INSIDE, -1));
    }

    /// Symmetric on one axis only.
    static LesionMask drop() {
        return drawn(mat -> {
            Imgproc.circle(mat, new Point(90, 150), 60, INSIDE, -1);
            Imgproc.rectangle(mat, new Point(90, 140), new Point(280, 160), INSIDE, -1);
        });
    }

    /// Symmetric on no axis.
    static LesionMask comma() {
        return drawn(mat -> {
            Imgproc.circle(mat, new Point(90, 100), 60, INSIDE, -1);
            Imgproc.rectangle(mat, new Point(100, 40), new Point(270, 75), INSIDE, -1);
            Imgproc.rectangle(mat, new Point(240, 40), new Point(270, 130), INSIDE, -1);
        });
    }

    static LesionMask drawn(Consumer<Mat> drawing) {
        OpenCvLibrary.load();
        var mat = Mat.zeros(SIDE, SIDE, CvType.CV_8UC1);
        drawing.accept(mat);
        var inside = new byte[SIDE * SIDE];
        mat.get(0, 0, inside);
        mat.release();
        return new LesionMask(0, 0, SIDE, SIDE, inside);
    }
}
