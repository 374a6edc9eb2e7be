package io.dermflow.imaging.registration;

import io.dermflow.imaging.decode.Held;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.imaging.skin.SkinMask;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.MatOfKeyPoint;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.features2d.SIFT;
import org.opencv.imgproc.Imgproc;

/// Places on the skin of a picture that can be known again in another (SIFT, Lowe 2004). What is no
/// skin is left out: it may lie in another plane, or lie elsewhere in the next picture.
///
/// @param places pixels
/// @param descriptors 32F, a row for each place; closed with the landmarks
record Landmarks(List<Point> places, Mat descriptors) implements AutoCloseable {

    /// The strongest ones; matching costs their product.
    private static final int MOST = 2000;

    private static final int LAYERS = 3;

    /// A third of Lowe's: skin has little contrast.
    private static final double CONTRAST = 0.013;

    private static final double EDGE = 10;
    private static final double SMOOTHING = 1.6;

    /// Of the longer side: marks are darker than what the colour rule takes, so that its mask grows
    /// over their edges.
    private static final double MARK = 0.03;

    Landmarks {
        places = List.copyOf(places);
    }

    /// @param bgr 8UC3, stays the caller's
    /// @param excluded 8UC1 of the same size, not zero where nothing is looked at; stays the
    ///   caller's
    /// @return owned by the caller
    static Landmarks in(Mat bgr, Mat excluded) {
        var grey = new Mat();
        Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
        var skin = skin(bgr, excluded);
        var found = new MatOfKeyPoint();
        var descriptors = new Mat();
        Held.during(
                SIFT.create(MOST, LAYERS, CONTRAST, EDGE, SMOOTHING),
                sift -> sift.detectAndCompute(grey, skin, found, descriptors));
        var places =
                Arrays.stream(found.toArray()).map(key -> new Point(key.pt.x, key.pt.y)).toList();
        List.of(grey, skin, found).forEach(Mat::release);
        return new Landmarks(places, descriptors);
    }

    private static Mat skin(Mat bgr, Mat excluded) {
        var skin = SkinMask.of(bgr);
        var reach = 2 * Math.rint(MARK * Math.max(bgr.cols(), bgr.rows())) + 1;
        var kernel = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(reach, reach));
        Imgproc.dilate(skin, skin, kernel);
        kernel.release();
        skin.setTo(Scalar.all(0), excluded);
        return skin;
    }

    @Override
    public void close() {
        descriptors.release();
    }
}
