package io.dermflow.imaging.features;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// What the features are compared with: smartphone close-ups of skin around lesions (PAD-UFES-20,
/// CC BY 4.0), measured by this code outside the middle of each picture. They are patients of two
/// Brazilian clinics, mostly of light skin, in uncalibrated light: no norm of any population. The
/// file's first line says how many.
final class ReferenceQuantiles {

    static final String FILE = "reference-quantiles.csv";
    private static final Map<Feature, List<Double>> QUANTILES = read();

    private ReferenceQuantiles() {}

    /// @return 0..100, between the quantiles by straight lines
    static double score(Feature feature, double figure) {
        List<Double> quantiles = Objects.requireNonNull(QUANTILES.get(feature), FILE);
        var last = quantiles.size() - 1;
        if (figure <= quantiles.getFirst()) {
            return 0;
        }
        for (var i = 0; i < last; i++) {
            var low = quantiles.get(i);
            var high = quantiles.get(i + 1);
            if (figure < high) {
                return 100 * (i + (figure - low) / (high - low)) / last;
            }
        }
        return 100;
    }

    private static Map<Feature, List<Double>> read() {
        try (InputStream file =
                Objects.requireNonNull(ReferenceQuantiles.class.getResourceAsStream(FILE), FILE)) {
            Map<Feature, List<Double>> rows = new EnumMap<>(Feature.class);
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(",")))
                    .forEach(cells ->
                            rows.put(
                                    Feature.valueOf(cells.getFirst().toUpperCase(Locale.ROOT)),
                                    cells.stream().skip(1).map(Double::valueOf).toList()));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
