package io.dermflow.imaging.colour;

/// Colour difference CIEDE2000 with kL = kC = kH = 1, after Sharma, Wu, Dalal (2005), whose 34 test
/// pairs it meets. About 1 is just noticeable.
public final class Ciede2000 {

    private static final double CHROMA_7 = Math.pow(25, 7);

    /// Hues exactly opposite must count as 180 degrees apart whatever the rounding: without this
    /// Sharma's pair 14 is off by 0.058.
    private static final double HALF_TURN = 180 + 1e-9;

    private Ciede2000() {}

    /// Symmetric, never negative, 0 only for equal colours.
    public static double difference(Lab first, Lab second) {
        var g = 0.5 * (1 - chromaWeight((first.chroma() + second.chroma()) / 2));
        var one = new Lab(first.lightness(), (1 + g) * first.a(), first.b());
        var two = new Lab(second.lightness(), (1 + g) * second.a(), second.b());
        var chromas = one.chroma() * two.chroma();
        var meanChroma = (one.chroma() + two.chroma()) / 2;
        var meanHue = meanHue(one.hueDegrees(), two.hueDegrees(), chromas);

        var lightness =
                (two.lightness() - one.lightness())
                        / lightnessScale((one.lightness() + two.lightness()) / 2);
        var chroma = (two.chroma() - one.chroma()) / (1 + 0.045 * meanChroma);
        var hueStep = hueStep(one.hueDegrees(), two.hueDegrees(), chromas);
        var hue =
                2
                        * Math.sqrt(chromas)
                        * Math.sin(Math.toRadians(hueStep / 2))
                        / (1 + 0.015 * meanChroma * hueWeight(meanHue));
        var rotation = rotation(meanHue, meanChroma);
        return Math.sqrt(
                lightness * lightness + chroma * chroma + hue * hue + rotation * chroma * hue);
    }

    private static double chromaWeight(double chroma) {
        var power = Math.pow(chroma, 7);
        return Math.sqrt(power / (power + CHROMA_7));
    }

    private static double hueStep(double from, double to, double chromas) {
        var step = to - from;
        if (chromas == 0) {
            return 0;
        }
        if (Math.abs(step) <= HALF_TURN) {
            return step;
        }
        return step > 0 ? step - 360 : step + 360;
    }

    private static double meanHue(double one, double two, double chromas) {
        var sum = one + two;
        if (chromas == 0) {
            return sum;
        }
        if (Math.abs(one - two) <= HALF_TURN) {
            return sum / 2;
        }
        return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
    }

    private static double lightnessScale(double meanLightness) {
        var square = (meanLightness - 50) * (meanLightness - 50);
        return 1 + 0.015 * square / Math.sqrt(20 + square);
    }

    /// T of the paper.
    private static double hueWeight(double hue) {
        return 1
                - 0.17 * cos(hue - 30)
                + 0.24 * cos(2 * hue)
                + 0.32 * cos(3 * hue + 6)
                - 0.20 * cos(4 * hue - 63);
    }

    /// R_T of the paper: chroma and hue work together in the blues.
    private static double rotation(double hue, double chroma) {
        var distance = (hue - 275) / 25;
        var angle = 60 * Math.exp(-distance * distance);
        return -Math.sin(Math.toRadians(angle)) * 2 * chromaWeight(chroma);
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }
}
