package io.dermflow.imaging.colour;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The ten swatches of the Monk Skin Tone Scale (skintone.google, CC BY 4.0).
public final class MonkScale {

    private static final List<Lab> SWATCHES =
            List.of(
                            "#f6ede4", "#f3e7db", "#f7ead0", "#eadaba", "#d7bd96", //
                            "#a07e56", "#825c43", "#604134", "#3a312a", "#292420")
                    .stream()
                    .map(hex -> Srgb.ofHex(hex).toLab())
                    .toList();

    private MonkScale() {}

    /// The two nearest swatches by CIEDE2000. Swatches 1 to 3 lie 2 to 6 apart, which a camera can
    /// hardly tell: show both.
    ///
    /// @param bucket 1..10
    /// @param second 1..10, the second nearest
    /// @param distance CIEDE2000 to the nearest
    /// @param secondDistance CIEDE2000 to the second nearest
    public record Match(int bucket, int second, double distance, double secondDistance) {}

    public static Match nearest(Lab skin) {
        var distances =
                SWATCHES.stream().mapToDouble(lab -> Ciede2000.difference(skin, lab)).toArray();
        var order =
                IntStream.range(0, distances.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> distances[i]))
                        .toList();
        var first = order.get(0);
        var second = order.get(1);
        return new Match(first + 1, second + 1, distances[first], distances[second]);
    }
}
