package io.dermflow.imaging.features;

import io.dermflow.imaging.texture.Cooccurrence;
import io.dermflow.imaging.texture.GreyLevels;
import io.dermflow.imaging.texture.LocalBinaryPattern;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Features that lie in fine structure.
final class SkinStructure {

    private static final double PORE_SIGMA = 1;
    private static final int PORE_PX = 7;

    /// L* by which a pore is darker than what a closing makes of it.
    private static final float PORE_DEPTH = 1.5f;

    /// L* of one grey level.
    private static final double LEVEL = 2;

    private static final int LEVELS = 51;

    private SkinStructure() {}

    static double pores(Surface surface) {
        var smooth = Surface.smooth(surface.lightness(), PORE_SIGMA);
        var kernel =
                Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(PORE_PX, PORE_PX));
        var filled = new Mat();
        Imgproc.morphologyEx(smooth, filled, Imgproc.MORPH_BLACKHAT, kernel);
        kernel.release();
        var values = new float[(int) smooth.total()];
        var depth = new float[values.length];
        smooth.get(0, 0, values);
        filled.get(0, 0, depth);
        smooth.release();
        filled.release();
        return dots(values, depth, surface);
    }

    private static double dots(float[] values, float[] depth, Surface surface) {
        var mask = surface.maskValues();
        var width = surface.mask().cols();
        var skin = 0;
        var dots = 0;
        for (var i = 0; i < mask.length; i++) {
            if (mask[i] != 0) {
                skin++;
                var dot =
                        depth[i] > PORE_DEPTH
                                && LocalBinaryPattern.at(values, width, i % width, i / width)
                                        == LocalBinaryPattern.DARK_DOT;
                dots += dot ? 1 : 0;
            }
        }
        return 1000.0 * dots / Math.max(1, skin);
    }

    static double texture(Surface surface) {
        var values = surface.lightnessValues();
        var mask = surface.maskValues();
        var levels = new int[values.length];
        for (var i = 0; i < values.length; i++) {
            levels[i] =
                    mask[i] == 0
                            ? GreyLevels.OUTSIDE
                            : Math.clamp((int) (values[i] / LEVEL), 0, LEVELS - 1);
        }
        return Cooccurrence.of(
                        new GreyLevels(
                                levels, surface.mask().cols(), surface.mask().rows(), LEVELS))
                .contrast();
    }
}
