package io.dermflow.imaging.overlay;

import io.dermflow.imaging.explanation.HeatMap;
import io.dermflow.imaging.explanation.Occlusion;
import io.dermflow.imaging.geometry.Box;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Paints a heat map on paper.
final class HeatPaint {

    /// Blue, green, red of the hottest place.
    private static final List<Integer> HOT = List.of(30, 40, 215);

    private HeatPaint() {}

    /// @param canvas 8UC3 of paper; stays the caller's
    /// @param where in full-picture coordinates
    /// @param scale canvas pixels per pixel of the full picture
    static void on(Mat canvas, HeatMap heat, Box where, double scale) {
        int left = (int) Math.rint(where.x() * scale);
        int top = (int) Math.rint(where.y() * scale);
        int width = (int) Math.max(1, Math.rint(where.width() * scale));
        int height = (int) Math.max(1, Math.rint(where.height() * scale));
        int x = Math.clamp(left, 0, canvas.cols());
        int y = Math.clamp(top, 0, canvas.rows());
        int right = Math.clamp((long) left + width, x, canvas.cols());
        int bottom = Math.clamp((long) top + height, y, canvas.rows());
        if (right == x || bottom == y) {
            return;
        }
        Mat painted = painted(heat, new Size(width, height));
        Mat seen = painted.submat(new Rect(x - left, y - top, right - x, bottom - y));
        Mat place = canvas.submat(new Rect(x, y, right - x, bottom - y));
        seen.copyTo(place);
        place.release();
        seen.release();
        painted.release();
    }

    /// @return 8UC3, owned by the caller
    private static Mat painted(HeatMap heat, Size size) {
        var cells = new Mat(Occlusion.SIDE, Occlusion.SIDE, CvType.CV_32FC1);
        for (int cell = 0; cell < Occlusion.CELLS; cell++) {
            cells.put(cell / Occlusion.SIDE, cell % Occlusion.SIDE, heat.heat(cell));
        }
        var smooth = new Mat();
        Imgproc.resize(cells, smooth, size, 0, 0, Imgproc.INTER_LINEAR);
        cells.release();
        List<Mat> channels = new ArrayList<>();
        for (int hot : HOT) {
            var channel = new Mat();
            smooth.convertTo(channel, CvType.CV_8U, hot - Overlay.PAPER_LEVEL, Overlay.PAPER_LEVEL);
            channels.add(channel);
        }
        var painted = new Mat();
        Core.merge(channels, painted);
        channels.forEach(Mat::release);
        smooth.release();
        return painted;
    }
}
