package io.dermflow.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How to read the pixels of an image whose own profile was dropped at intake.
///
/// @param matrix RGB to XYZ (D50), nine numbers row by row; only for [Kind#MATRIX]
/// @param curve tone curve of the three channels; only for [Kind#MATRIX]
/// @param assumed true when nothing in the file said so
public record ColourSpace(
        Kind kind, @Nullable List<Double> matrix, @Nullable ToneCurve curve, boolean assumed) {

    public ColourSpace {
        matrix = matrix == null ? null : List.copyOf(matrix);
        if (kind == Kind.MATRIX && (matrix == null || matrix.size() != 9)) {
            throw new IllegalArgumentException("colour space 'matrix' needs nine numbers");
        }
    }

    /// sRGB because nothing said otherwise.
    public static final ColourSpace ASSUMED_SRGB = new ColourSpace(Kind.SRGB, null, null, true);

    /// The spaces that intake tells apart.
    public enum Kind implements WireEnum {
        SRGB,
        DISPLAY_P3,
        ADOBE_RGB,
        PROPHOTO,
        REC2020,
        GREY,
        MATRIX,
        UNKNOWN;

        @JsonCreator
        public static Kind of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /// A tone curve: a gamma, or the parameters of an ICC `para` curve, or sampled points on 0..1.
    ///
    /// @param kind `gamma`, `parametric` or `points`
    /// @param values one number; the ICC function type followed by up to seven parameters; at most
    ///   33 points
    public record ToneCurve(String kind, List<Double> values) {
        public ToneCurve {
            values = List.copyOf(values);
        }
    }
}
