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
import java.util.Set;

/// What the features are compared with: smartphone close-ups of skin around lesions (PAD-UFES-20:
/// Pacheco and others, Data in Brief 32, 2020, CC BY 4.0), measured by this code beside the lesion.
/// They are patients of clinics in one state of Brazil, mostly of light skin, in uncalibrated
/// light: no norm of any population. Each file's first line says how many.
public enum ReferenceQuantiles {
    /// At a long side of 640 pixels, however near the camera was: for other close-ups, and for what
    /// distance doesn't change.
    CLOSE_UPS("pad-ufes-20", "reference-quantiles.csv"),
    /// The photos whose scale is known by the lesion's diameters in millimetres, brought to the
    /// scale of an aligned face: 120 pixels for the 63 mm between two eyes (mean of adults: Dodgson
    /// 2004; nearly all have 50 to 75). A scale that is wrong by a quarter moves the medians by no
    /// more than 15 %.
    AT_FACE_SCALE("pad-ufes-20-at-face-scale", "reference-quantiles-face-scale.csv");

    private final String wireName;
    private final String file;
    private final Map<Feature, List<Double>> quantiles;

    ReferenceQuantiles(String wireName, String file) {
        this.wireName = wireName;
        this.file = file;
        this.quantiles = read(file);
    }

    /// `pad-ufes-20`.
    public String wireName() {
        return wireName;
    }

    String file() {
        return file;
    }

    /// What there are quantiles of.
    Set<Feature> features() {
        return quantiles.keySet();
    }

    /// @return 0..100, between the quantiles by straight lines
    double score(Feature feature, double figure) {
        List<Double> quantiles = Objects.requireNonNull(this.quantiles.get(feature), file);
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

    private static Map<Feature, List<Double>> read(String file) {
        try (InputStream in =
                Objects.requireNonNull(ReferenceQuantiles.class.getResourceAsStream(file), file)) {
            Map<Feature, List<Double>> rows = new EnumMap<>(Feature.class);
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(",")))
                    .forEach(cells ->
                            rows.put(
                                    Feature.valueOf(cells.getFirst().toUpperCase(Locale.ROOT)),
                                    cells.stream().skip(1).map(Double::valueOf).toList()));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
