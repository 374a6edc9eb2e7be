package io.dermflow.imaging.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;
import org.opencv.imgproc.Moments;

/// The four quarters of a region around its middle. How a figure differs between them says how well
/// that of the whole region is known, landmarks a little aside and noise included.
///
/// @param parts share the pictures of the region; their masks are closed with this object
record Quarters(List<Surface> parts) implements AutoCloseable {

    private static final int COUNT = 4;

    /// Of plain skin in a quarter; fewer say nothing of their own.
    private static final int LEAST_PIXELS = 30;

    /// Student's t of 95 % with three degrees of freedom: a standard error that comes from four
    /// values is itself uncertain.
    private static final double STUDENT = 3.182;

    Quarters {
        parts = List.copyOf(parts);
    }

    /// @param region stays the caller's and must outlive this object
    static Quarters of(Surface region) {
        Moments moments = Imgproc.moments(region.mask(), true);
        int across = region.mask().cols();
        int down = region.mask().rows();
        int x = Math.clamp(Math.round(moments.m10 / moments.m00), 1, across - 1);
        int y = Math.clamp(Math.round(moments.m01 / moments.m00), 1, down - 1);
        return new Quarters(
                List.of(
                        part(region, new Rect(0, 0, x, y)),
                        part(region, new Rect(x, 0, across - x, y)),
                        part(region, new Rect(0, y, x, down - y)),
                        part(region, new Rect(x, y, across - x, down - y))));
    }

    private static Surface part(Surface region, Rect quarter) {
        Mat mask = Mat.zeros(region.mask().size(), CvType.CV_8UC1);
        Imgproc.rectangle(mask, quarter, Scalar.all(255), Imgproc.FILLED);
        Core.bitwise_and(mask, region.mask(), mask);
        return new Surface(region.bgr(), region.lightness(), region.chroma(), mask);
    }

    /// Half the width of the 95 % interval of a mean of the quarters, in units of the figure.
    ///
    /// @return empty where a quarter shows too little plain skin
    Optional<Double> uncertainty(ToDoubleFunction<Surface> figure) {
        List<Double> values = new ArrayList<>();
        for (Surface part : parts) {
            if (Core.countNonZero(part.mask()) < LEAST_PIXELS) {
                return Optional.empty();
            }
            values.add(figure.applyAsDouble(part));
        }
        double mean = values.stream().mapToDouble(value -> value).average().orElse(0);
        double squares = values.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum();
        return Optional.of(STUDENT * Math.sqrt(squares / (COUNT - 1) / COUNT));
    }

    @Override
    public void close() {
        parts.forEach(part -> part.mask().release());
    }
}
