package io.dermflow.imaging.skin;

import io.dermflow.imaging.colour.ItaClass;
import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.colour.MonkScale;
import io.dermflow.imaging.colour.Undertone;
import io.dermflow.imaging.decode.OpenCvLibrary;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/// The colour of plain skin in a picture. Without a colour card it follows the light as much as the
/// skin (measured: median ITA doesn't order Fitzpatrick types), so that its confidence is low then.
///
/// @param ita individual typology angle, degrees
/// @param lab median of each channel, D65
/// @param monk nearest and second nearest swatch
/// @param sampledPixels how many pixels the median is of
public record SkinToneMeasurement(
        double ita,
        ItaClass itaClass,
        Lab lab,
        MonkScale.Match monk,
        Undertone undertone,
        int sampledPixels) {

    /// Below it a median says more about the mask's edge than about skin.
    private static final int MIN_PIXELS = 500;

    public static SkinToneMeasurement of(Lab lab, int sampledPixels) {
        var ita = ItaClass.degrees(lab);
        return new SkinToneMeasurement(
                ita,
                ItaClass.of(ita),
                lab,
                MonkScale.nearest(lab),
                Undertone.of(lab),
                sampledPixels);
    }

    /// Measures all plain skin outside `excluded`.
    ///
    /// @param bgr 8UC3 sRGB, stays the caller's
    /// @param excluded 8UC1 of the same size, not zero where lesions are, as [PlainSkin#mask] takes
    ///   it; or an empty `Mat`. Stays the caller's
    /// @return empty with fewer than 500 pixels of plain skin
    public static Optional<SkinToneMeasurement> measure(Mat bgr, Mat excluded) {
        OpenCvLibrary.load();
        var smooth = SkinMask.smoothed(bgr);
        var plain = PlainSkin.ofSmoothed(smooth, excluded);
        try {
            var marked = Core.countNonZero(plain);
            if (marked < MIN_PIXELS) {
                return Optional.empty();
            }
            var median = MedianLab.of(smooth, plain, marked);
            return Optional.of(of(median.lab(), median.pixels()));
        } finally {
            plain.release();
            smooth.release();
        }
    }
}
