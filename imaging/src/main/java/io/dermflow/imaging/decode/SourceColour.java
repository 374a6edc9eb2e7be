package io.dermflow.imaging.decode;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the numbers in a picture's pixels mean; its own profile was dropped at intake.
///
/// @param matrix linear RGB to XYZ (D50), nine numbers row by row; only for [Kind#MATRIX]
/// @param curve encoded to linear, the same for the three channels; only for [Kind#MATRIX]
public record SourceColour(Kind kind, @Nullable List<Double> matrix, @Nullable ToneCurve curve) {

    public static final SourceColour SRGB = new SourceColour(Kind.SRGB, null, null);

    public SourceColour {
        matrix = matrix == null ? null : List.copyOf(matrix);
        if (kind == Kind.MATRIX && (matrix == null || matrix.size() != 9 || curve == null)) {
            throw new IllegalArgumentException("a matrix colour space needs nine numbers, a curve");
        }
    }

    public static SourceColour of(Kind kind) {
        return new SourceColour(kind, null, null);
    }

    /// The spaces that intake tells apart. [#UNKNOWN] and [#GREY] are read as sRGB.
    public enum Kind {
        SRGB,
        DISPLAY_P3,
        ADOBE_RGB,
        PROPHOTO,
        REC2020,
        GREY,
        MATRIX,
        UNKNOWN
    }
}
