package io.dermflow.bench;

import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.TreeMap;

/// What else a capture may ask for than a photo of skin with the usual steps, each on the
/// launcher's generated samples.
enum Analysis {
    FACE("face", Map.of("analyses", "face"), Map.of("portrait", "face-sample.jpg")),
    /// Of the average woman of ANSUR II.
    BODY(
            "body, two views",
            Map.of("analyses", "body", "height_cm", "162.8"),
            Map.of("front", "body-front.jpg", "side", "body-side.jpg")),
    EXTRA_STEPS(
            "skin, denoise and heat map",
            Map.of("steps", "denoise,heatmap"),
            Map.of("image", "skin-sample.jpg"));

    private final String label;
    private final Map<String, String> fields;
    private final Map<String, String> samples;

    /// @param fields of the form
    /// @param samples by part of the form
    Analysis(String label, Map<String, String> fields, Map<String, String> samples) {
        this.label = label;
        this.fields = fields;
        this.samples = samples;
    }

    String label() {
        return label;
    }

    Map<String, String> fields() {
        return fields;
    }

    /// The variants with this number, by part of the form.
    Map<String, byte[]> pictures(int number) {
        Map<String, byte[]> pictures = new TreeMap<>();
        samples.forEach((part, sample) -> {
            BufferedImage scene = Variant.sample(sample);
            pictures.put(part, Variant.jpeg(scene, number));
        });
        return pictures;
    }
}
