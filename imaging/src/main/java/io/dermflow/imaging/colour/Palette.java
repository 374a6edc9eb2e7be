package io.dermflow.imaging.colour;

import java.util.List;
import java.util.stream.IntStream;

/// Colours that suit a skin tone, by fixed rules: hues near the undertone, lightness away from the
/// skin's. A heuristic of stylists without ground truth; the same skin always gets the same
/// colours.
public final class Palette {

    private static final double LIGHT_SKIN = 65;
    private static final double DARK_SKIN = 40;

    private static final List<Hue> WARM =
            List.of(
                    new Hue("coral", 40, 50),
                    new Hue("ochre", 80, 55),
                    new Hue("olive", 110, 38),
                    new Hue("moss", 135, 35),
                    new Hue("teal", 195, 30),
                    new Hue("rust", 50, 48));

    private static final List<Hue> COOL =
            List.of(
                    new Hue("rose", 5, 42),
                    new Hue("plum", 330, 38),
                    new Hue("lavender", 305, 32),
                    new Hue("cobalt", 285, 45),
                    new Hue("ice blue", 245, 25),
                    new Hue("emerald", 165, 38));

    private static final List<Hue> NEUTRAL =
            List.of(
                    new Hue("dusty rose", 15, 28),
                    new Hue("sand", 85, 22),
                    new Hue("sage", 140, 20),
                    new Hue("jade", 170, 28),
                    new Hue("slate blue", 265, 24),
                    new Hue("mauve", 325, 24));

    private Palette() {}

    /// A colour that suits, and why.
    ///
    /// @param hex `#rrggbb`
    public record Swatch(String hex, String name, String reason) {}

    /// @param degrees hue angle in Lab
    /// @param chroma C* in Lab
    private record Hue(String name, double degrees, double chroma) {

        Srgb at(double lightness) {
            var angle = Math.toRadians(degrees);
            return Srgb.of(new Lab(lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)));
        }
    }

    /// Six swatches.
    public static List<Swatch> suggest(Lab skin) {
        var undertone = Undertone.of(skin);
        var hues =
                switch (undertone) {
                    case WARM -> WARM;
                    case COOL -> COOL;
                    case NEUTRAL -> NEUTRAL;
                };
        var depth = depth(skin.lightness());
        return IntStream.range(0, hues.size())
                .mapToObj(i -> swatch(hues.get(i), depth.at(i), undertone, depth))
                .toList();
    }

    private static Swatch swatch(Hue hue, double lightness, Undertone undertone, Depth depth) {
        var reason =
                "%s hue for a %s undertone; %s"
                        .formatted(
                                undertone == Undertone.NEUTRAL ? "muted" : undertone.wireName(),
                                undertone.wireName(),
                                depth.reason());
        return new Swatch(hue.at(lightness).hex(), hue.name(), reason);
    }

    private static Depth depth(double lightness) {
        if (lightness >= LIGHT_SKIN) {
            return new Depth(40, 58, "medium to deep, so that it stands out from light skin");
        }
        if (lightness <= DARK_SKIN) {
            return new Depth(60, 80, "bright, so that it stands out from deep skin");
        }
        return new Depth(32, 76, "clearly deeper or lighter than medium skin");
    }

    /// Swatches alternate between two lightnesses, L*.
    private record Depth(double first, double second, String reason) {

        double at(int index) {
            return index % 2 == 0 ? first : second;
        }
    }
}
