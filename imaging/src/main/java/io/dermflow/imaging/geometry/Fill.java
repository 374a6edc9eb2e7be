package io.dermflow.imaging.geometry;

import java.nio.ByteBuffer;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Fills a model's whole input with a picture, as classifiers want it: uint8 `[H,W,3]` RGB in a new
/// direct buffer.
public final class Fill {

    private static final int CHANNELS = 3;

    private Fill() {}

    /// Without distortion: the short side fits, of the long side the middle stays (torchvision's
    /// `Resize` and `CenterCrop` of one size; Ultralytics' classify does the same).
    ///
    /// @param bgr 8UC3, not changed
    public static ByteBuffer cropped(Mat bgr, int width, int height) {
        double ratio = Math.max(width / (double) bgr.cols(), height / (double) bgr.rows());
        int cropWidth = Math.clamp(Math.round(width / ratio), 1, bgr.cols());
        int cropHeight = Math.clamp(Math.round(height / ratio), 1, bgr.rows());
        Mat middle =
                bgr.submat(
                        new Rect(
                                (bgr.cols() - cropWidth) / 2,
                                (bgr.rows() - cropHeight) / 2,
                                cropWidth,
                                cropHeight));
        try {
            return stretched(middle, width, height);
        } finally {
            middle.release();
        }
    }

    /// With distortion where the shapes differ.
    ///
    /// @param bgr 8UC3, not changed
    public static ByteBuffer stretched(Mat bgr, int width, int height) {
        ByteBuffer target = ByteBuffer.allocateDirect(width * height * CHANNELS);
        // OpenCV writes straight into the buffer's memory: the Mat must not outlive this method.
        var input = new Mat(height, width, CvType.CV_8UC3, target);
        var resized = new Mat();
        try {
            int how = bgr.cols() > width ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR;
            Imgproc.resize(bgr, resized, new Size(width, height), 0, 0, how);
            Imgproc.cvtColor(resized, input, Imgproc.COLOR_BGR2RGB);
            return target;
        } finally {
            resized.release();
            input.release();
        }
    }
}
