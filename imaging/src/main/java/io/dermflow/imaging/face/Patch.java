package io.dermflow.imaging.face;

import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.imaging.pixels.LabPixels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/// The colour of some discs together: the median of each channel of Lab, which glints and hairs
/// don't move.
final class Patch {

    private Patch() {}

    /// @param bgr 8UC3 sRGB, stays the caller's
    /// @param radius pixels
    /// @return empty with fewer than `atLeast` pixels inside the picture
    static Optional<Lab> median(Mat bgr, List<Point> centres, double radius, int atLeast) {
        List<float[]> colours = new ArrayList<>();
        centres.forEach(centre -> collect(bgr, centre, radius, colours));
        return colours.size() < atLeast
                ? Optional.empty()
                : Optional.of(new Lab(middle(colours, 0), middle(colours, 1), middle(colours, 2)));
    }

    private static void collect(Mat bgr, Point centre, double radius, List<float[]> colours) {
        int left = Math.max(0, (int) Math.floor(centre.x() - radius));
        int top = Math.max(0, (int) Math.floor(centre.y() - radius));
        int right = Math.min(bgr.cols(), (int) Math.ceil(centre.x() + radius));
        int bottom = Math.min(bgr.rows(), (int) Math.ceil(centre.y() + radius));
        if (right <= left || bottom <= top) {
            return;
        }
        Mat window = bgr.submat(new Rect(left, top, right - left, bottom - top));
        Mat lab = LabPixels.of(window);
        window.release();
        var row = new float[3 * lab.cols()];
        for (int y = 0; y < lab.rows(); y++) {
            lab.get(y, 0, row);
            for (int x = 0; x < lab.cols(); x++) {
                if (Math.hypot(left + x + 0.5 - centre.x(), top + y + 0.5 - centre.y()) <= radius) {
                    colours.add(new float[] {row[3 * x], row[3 * x + 1], row[3 * x + 2]});
                }
            }
        }
        lab.release();
    }

    private static double middle(List<float[]> colours, int channel) {
        double[] sorted =
                colours.stream().mapToDouble(colour -> colour[channel]).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
