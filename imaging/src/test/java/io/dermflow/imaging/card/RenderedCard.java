package io.dermflow.imaging.card;

import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.geometry.Point;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// A card that can be put into any picture, under any perspective.
public final class RenderedCard implements AutoCloseable {

    private static final double PX_PER_MM = 8;

    /// Points of a pixel's side at which the card is sampled.
    private static final int FINER = 4;

    private static final int MARGIN = 4;

    private final Mat face;
    private final Mat mask;

    private RenderedCard(Mat face, Mat mask) {
        this.face = face;
        this.mask = mask;
    }

    /// Dermflow's own; its corners are sharp.
    public static RenderedCard marked() {
        var face = CardSheet.draw(PX_PER_MM);
        return new RenderedCard(face, new Mat(face.size(), CvType.CV_8UC1, Scalar.all(255)));
    }

    /// A card of one colour.
    ///
    /// @param widthMm 85.60 of ID-1
    /// @param heightMm 53.98 of ID-1
    public static RenderedCard plain(Srgb colour, double widthMm, double heightMm) {
        OpenCvLibrary.load();
        var size = new Size(Math.rint(widthMm * PX_PER_MM), Math.rint(heightMm * PX_PER_MM));
        var face =
                new Mat(
                        size,
                        CvType.CV_8UC3,
                        new Scalar(colour.blue(), colour.green(), colour.red()));
        return new RenderedCard(face, rounded(size));
    }

    private static Mat rounded(Size size) {
        var radius = CardLayout.CORNER_RADIUS_MM * PX_PER_MM;
        var mask = Mat.zeros(size, CvType.CV_8UC1);
        fill(mask, radius, 0, size.width - radius, size.height);
        fill(mask, 0, radius, size.width, size.height - radius);
        for (var x : new double[] {radius, size.width - radius - 1}) {
            for (var y : new double[] {radius, size.height - radius - 1}) {
                Imgproc.circle(
                        mask,
                        new org.opencv.core.Point(x, y),
                        (int) Math.rint(radius),
                        Scalar.all(255),
                        Imgproc.FILLED);
            }
        }
        return mask;
    }

    private static void fill(Mat mask, double left, double top, double right, double bottom) {
        Imgproc.rectangle(
                mask,
                new org.opencv.core.Point(left, top),
                new org.opencv.core.Point(right - 1, bottom - 1),
                Scalar.all(255),
                Imgproc.FILLED);
    }

    /// Paints the card into a picture, its edges mixed as on a sensor.
    ///
    /// @param corners in the picture, clockwise on the card from its upper left, pixels
    public void into(Mat picture, List<Point> corners) {
        var rect = around(corners);
        var toRoom = toRoom(corners, rect);
        var room = new Size((double) FINER * rect.width, (double) FINER * rect.height);
        var painted = warped(face, toRoom, room);
        var covered = warped(mask, toRoom, room);
        var place = picture.submat(rect);
        var below = new Mat();
        place.convertTo(below, CvType.CV_32FC3);
        painted.convertTo(painted, CvType.CV_32FC3);
        Imgproc.cvtColor(covered, covered, Imgproc.COLOR_GRAY2BGR);
        covered.convertTo(covered, CvType.CV_32FC3, 1 / 255.0);
        // below + share * (card - below); what was warped is black where the card is not.
        Core.subtract(
                Mat.ones(covered.size(), CvType.CV_32FC3).setTo(Scalar.all(1)), covered, covered);
        Core.multiply(below, covered, below);
        Core.add(below, painted, below);
        below.convertTo(below, CvType.CV_8UC3);
        Imgproc.GaussianBlur(below, below, new Size(0, 0), 0.7);
        below.copyTo(place);
        List.of(toRoom, painted, covered, below, place).forEach(Mat::release);
    }

    /// Reduced to the picture's size, black outside of the card.
    private Mat warped(Mat source, Mat toRoom, Size room) {
        var masked = new Mat();
        source.copyTo(masked, mask);
        var large = new Mat();
        Imgproc.warpPerspective(masked, large, toRoom, room, Imgproc.INTER_LINEAR);
        var small = new Mat();
        Imgproc.resize(
                large,
                small,
                new Size(room.width / FINER, room.height / FINER),
                0,
                0,
                Imgproc.INTER_AREA);
        masked.release();
        large.release();
        return small;
    }

    private static Rect around(List<Point> corners) {
        var left = corners.stream().mapToDouble(Point::x).min().orElseThrow() - MARGIN;
        var top = corners.stream().mapToDouble(Point::y).min().orElseThrow() - MARGIN;
        var right = corners.stream().mapToDouble(Point::x).max().orElseThrow() + MARGIN;
        var bottom = corners.stream().mapToDouble(Point::y).max().orElseThrow() + MARGIN;
        return new Rect(
                (int) left,
                (int) top,
                (int) Math.ceil(right - left),
                (int) Math.ceil(bottom - top));
    }

    /// From pixels of the card's face: a pixel's centre, not its corner, is at its number.
    private Mat toRoom(List<Point> corners, Rect rect) {
        var right = face.cols() - 0.5;
        var bottom = face.rows() - 0.5;
        return Homography.between(
                        List.of(
                                new Point(-0.5, -0.5),
                                new Point(right, -0.5),
                                new Point(right, bottom),
                                new Point(-0.5, bottom)),
                        corners.stream()
                                .map(p ->
                                        new Point(
                                                FINER * (p.x() + 0.5 - rect.x) - 0.5,
                                                FINER * (p.y() + 0.5 - rect.y) - 0.5))
                                .toList())
                .toMat();
    }

    @Override
    public void close() {
        face.release();
        mask.release();
    }
}
