package io.dermflow.llm.stylist;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A named colour of a palette.
///
/// @param hex `#RRGGBB`
/// @param role `neutral` or `accent`
record Colour(String name, String hex, String role) {

    private static final Pattern LONG = Pattern.compile("#?([0-9a-fA-F]{6})");
    private static final Pattern SHORT = Pattern.compile("#?([0-9a-fA-F]{3})");

    Colour {
        hex = normalised(hex).orElseThrow(() -> new IllegalArgumentException("not a colour"));
    }

    boolean neutral() {
        return role.equals("neutral");
    }

    /// `#RRGGBB` in upper case from the usual ways to write it; empty for anything else.
    static Optional<String> normalised(String text) {
        var six = LONG.matcher(text.strip());
        if (six.matches()) {
            return Optional.of("#" + six.group(1).toUpperCase(Locale.ROOT));
        }
        var three = SHORT.matcher(text.strip());
        return three.matches()
                ? Optional.of("#" + doubled(three.group(1)).toUpperCase(Locale.ROOT))
                : Optional.empty();
    }

    /// CIE76: the distance in CIE L*a*b* (D65) of two colours as [#normalised] gives them; about
    /// 2.3 is just noticeable.
    static double distance(String hex, String other) {
        double[] one = lab(hex);
        double[] two = lab(other);
        return Math.sqrt(
                square(one[0] - two[0]) + square(one[1] - two[1]) + square(one[2] - two[2]));
    }

    /// sRGB (IEC 61966-2-1) to CIE XYZ to L*a*b*, D65 white.
    private static double[] lab(String hex) {
        int rgb = Integer.parseInt(hex.substring(1), 16);
        double red = linear(rgb >> 16 & 0xFF);
        double green = linear(rgb >> 8 & 0xFF);
        double blue = linear(rgb & 0xFF);
        double x = cubic((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
        double y = cubic(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue);
        double z = cubic((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /// CIE 15:2004, 8.2.1.
    private static double cubic(double ratio) {
        return ratio > 216.0 / 24389 ? Math.cbrt(ratio) : (24389.0 / 27 * ratio + 16) / 116;
    }

    private static double square(double value) {
        return value * value;
    }

    private static String doubled(String three) {
        StringBuilder six = new StringBuilder();
        three.chars().forEach(digit -> six.append((char) digit).append((char) digit));
        return six.toString();
    }
}
