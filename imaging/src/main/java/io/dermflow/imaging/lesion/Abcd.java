package io.dermflow.imaging.lesion;

import io.dermflow.imaging.decode.OpenCvLibrary;
import java.util.List;
import org.opencv.core.Mat;

/// Figures after the ABCD rule of dermoscopy (Stolz 1994). Valid for melanocytic lesions under
/// dermoscopy; on a phone photo they describe and don't judge.
///
/// @param asymmetry 0..2 axes
/// @param border 0..8 octants with an abrupt edge
/// @param colours which of `white`, `red`, `light_brown`, `dark_brown`, `blue_gray`, `black` cover
///   more than 5 %, in this order
/// @param eccentricity 0..1 of the mask's ellipse
public record Abcd(int asymmetry, int border, List<String> colours, double eccentricity) {

    public Abcd {
        colours = List.copyOf(colours);
    }

    /// @param bgr the picture whose coordinates the mask has, 8UC3 sRGB; stays the caller's
    /// @param mask one connected part
    public static Abcd measure(Mat bgr, LesionMask mask) {
        OpenCvLibrary.load();
        var moments = Moments.of(mask);
        var crop = LesionCrop.of(bgr, mask);
        return new Abcd(
                Asymmetry.axes(mask, moments),
                BorderAbruptness.octants(crop, moments),
                LesionColours.of(crop),
                moments.eccentricity());
    }
}
