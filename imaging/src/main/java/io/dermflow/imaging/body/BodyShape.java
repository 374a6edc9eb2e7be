package io.dermflow.imaging.body;

import java.util.Locale;
import java.util.Random;

/// The shape of a figure by the FFIT rules (Simmons, Istook and Devarajan, Female Figure
/// Identification Technique, JTATM 4(1), 2004), made for women. "Spoon" and "diamond" need measures
/// of the high hip and the abdomen, which nobody takes here: such figures fall to their neighbours.
public enum BodyShape {
    HOURGLASS,
    BOTTOM_HOURGLASS,
    TOP_HOURGLASS,
    TRIANGLE,
    INVERTED_TRIANGLE,
    RECTANGLE;

    private static final double CM_PER_INCH = 2.54;
    private static final int DRAWS = 2000;

    /// A shape and the share of the measures' uncertainty under which it stays the same.
    public record Judged(BodyShape shape, double confidence) {}

    /// `bottom_hourglass`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param bust circumference, centimetres
    public static BodyShape of(double bust, double waist, double hip) {
        var b = bust / CM_PER_INCH;
        var w = waist / CM_PER_INCH;
        var h = hip / CM_PER_INCH;
        if (b - h <= 1 && h - b < 3.6 && (b - w >= 9 || h - w >= 10)) {
            return HOURGLASS;
        }
        if (h - b >= 3.6 && h - b < 10 && h - w >= 9) {
            return BOTTOM_HOURGLASS;
        }
        if (b - h > 1 && b - h < 10 && b - w >= 9) {
            return TOP_HOURGLASS;
        }
        if (h - b >= 3.6) {
            return TRIANGLE;
        }
        return b - h >= 3.6 && b - w < 9 ? INVERTED_TRIANGLE : RECTANGLE;
    }

    /// The shape with its confidence, by drawing the three measures from their uncertainties; the
    /// draws are the same each time.
    public static Judged judge(BodyMeasure bust, BodyMeasure waist, BodyMeasure hip) {
        var shape = of(bust.value(), waist.value(), hip.value());
        var random = new Random(1);
        var same = 0;
        for (var i = 0; i < DRAWS; i++) {
            if (of(drawn(bust, random), drawn(waist, random), drawn(hip, random)) == shape) {
                same++;
            }
        }
        return new Judged(shape, same / (double) DRAWS);
    }

    private static double drawn(BodyMeasure measure, Random random) {
        return measure.value() + random.nextGaussian() * measure.budget().total() / 1.96;
    }
}
