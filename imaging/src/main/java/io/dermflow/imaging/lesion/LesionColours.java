package io.dermflow.imaging.lesion;

import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.colour.Srgb;
import java.util.List;
import java.util.stream.IntStream;

/// Which of the six colours of dermoscopy a lesion has.
final class LesionColours {

    /// A colour counts above this share of the lesion (ABCD rule as commonly computed).
    private static final double MIN_SHARE = 0.05;

    /// Typical values; the rule defines words, not numbers, so these are ours.
    private static final List<Reference> REFERENCES =
            List.of(
                    new Reference("white", new Srgb(255, 255, 255).toLab()),
                    new Reference("red", new Srgb(200, 50, 50).toLab()),
                    new Reference("light_brown", new Srgb(190, 130, 80).toLab()),
                    new Reference("dark_brown", new Srgb(100, 55, 30).toLab()),
                    new Reference("blue_gray", new Srgb(90, 110, 140).toLab()),
                    new Reference("black", new Srgb(25, 20, 20).toLab()));

    private LesionColours() {}

    private record Reference(String name, Lab lab) {}

    /// Names of the colours above 5 %, in the order of the list.
    static List<String> of(LesionCrop crop) {
        var counts = new int[REFERENCES.size()];
        var total = 0;
        for (var pixel = 0; pixel < crop.borderDistance().length; pixel++) {
            if (crop.borderDistance()[pixel] > 0) {
                counts[nearest(crop.lab(), 3 * pixel)]++;
                total++;
            }
        }
        var least = MIN_SHARE * total;
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] > least)
                .mapToObj(i -> REFERENCES.get(i).name())
                .toList();
    }

    /// By CIE 1976 distance: a pixel's colour is far from all but one reference.
    private static int nearest(float[] lab, int at) {
        var best = 0;
        var shortest = Double.MAX_VALUE;
        for (var i = 0; i < REFERENCES.size(); i++) {
            var reference = REFERENCES.get(i).lab();
            var lightness = lab[at] - reference.lightness();
            var a = lab[at + 1] - reference.a();
            var b = lab[at + 2] - reference.b();
            var distance = lightness * lightness + a * a + b * b;
            if (distance < shortest) {
                shortest = distance;
                best = i;
            }
        }
        return best;
    }
}
