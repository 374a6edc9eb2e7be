package io.dermflow.imaging.features;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.imaging.skin.PlainSkin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Measures the features of all plain skin in a picture, at one size, so that pictures of different
/// resolution compare; how near the camera was still matters, and nothing here knows it.
public final class MeasureFeatures {

    private static final double LONG_SIDE = 640;
    private static final int LEAST_PIXELS = 5000;
    private static final int MOST_OUTLINES = 3;
    private static final double LEAST_OUTLINE = 400;

    /// Pixels at a long side of 640.
    private static final double OUTLINE_TOLERANCE = 4;

    private MeasureFeatures() {}

    /// @param bgr 8UC3 sRGB, stays the caller's
    /// @param excluded 8UC1 of the same size, or an empty `Mat`, as [PlainSkin#mask] takes it.
    ///   Stays the caller's
    /// @return empty with fewer than 5,000 pixels of plain skin at a long side of 640
    public static Optional<MeasuredSkin> of(Mat bgr, Mat excluded) {
        OpenCvLibrary.load();
        var factor = LONG_SIDE / Math.max(bgr.cols(), bgr.rows());
        var size = new Size(Math.rint(bgr.cols() * factor), Math.rint(bgr.rows() * factor));
        var scaled = new Mat();
        Imgproc.resize(bgr, scaled, size, 0, 0, Imgproc.INTER_AREA);
        var without = new Mat();
        if (!excluded.empty()) {
            Imgproc.resize(excluded, without, size, 0, 0, Imgproc.INTER_NEAREST);
        }
        var mask = PlainSkin.mask(scaled, without);
        without.release();
        try (var surface = Surface.of(scaled, mask)) {
            return Core.countNonZero(mask) < LEAST_PIXELS
                    ? Optional.empty()
                    : Optional.of(new MeasuredSkin(figures(surface), outlines(mask, 1 / factor)));
        }
    }

    private static Map<Feature, Double> figures(Surface surface) {
        Map<Feature, Double> figures = new EnumMap<>(Feature.class);
        figures.put(Feature.REDNESS, SkinColourFeatures.redness(surface));
        figures.put(Feature.OILINESS, SkinColourFeatures.oiliness(surface));
        figures.put(Feature.SPOTS, SkinColourFeatures.spots(surface));
        figures.put(Feature.WRINKLES, Lines.strength(surface));
        figures.put(Feature.PORES, SkinStructure.pores(surface));
        figures.put(Feature.TEXTURE, SkinStructure.texture(surface));
        return figures;
    }

    private static List<List<Point>> outlines(Mat mask, double toPicture) {
        List<MatOfPoint> contours = new ArrayList<>();
        var hierarchy = new Mat();
        Imgproc.findContours(
                mask, contours, hierarchy, Imgproc.RETR_EXTERNAL, Imgproc.CHAIN_APPROX_SIMPLE);
        hierarchy.release();
        var outlines =
                contours.stream()
                        .filter(contour -> Imgproc.contourArea(contour) >= LEAST_OUTLINE)
                        .sorted(
                                Comparator.comparingDouble(
                                        contour -> -Imgproc.contourArea(contour)))
                        .limit(MOST_OUTLINES)
                        .map(contour -> simple(contour, toPicture))
                        .toList();
        contours.forEach(Mat::release);
        return outlines;
    }

    private static List<Point> simple(MatOfPoint contour, double toPicture) {
        var curve = new MatOfPoint2f(contour.toArray());
        var rough = new MatOfPoint2f();
        Imgproc.approxPolyDP(curve, rough, OUTLINE_TOLERANCE, true);
        var points =
                Arrays.stream(rough.toArray())
                        .map(p -> new Point(p.x * toPicture, p.y * toPicture))
                        .toList();
        curve.release();
        rough.release();
        return points;
    }
}
