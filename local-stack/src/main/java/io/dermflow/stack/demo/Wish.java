package io.dermflow.stack.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What somebody wants to see analysed.
///
/// @param analyses any of `skin`, `face`, `body`; empty leaves it to the service: skin
/// @param heightCm body height as it was typed
/// @param sex as it was typed
/// @param said of a lesion, by the fields of the form
public record Wish(
        Set<String> analyses,
        Optional<String> heightCm,
        Optional<String> sex,
        Map<String, String> said) {

    private static final String BODY = "body";
    private static final String FACE = "face";

    /// What the generated samples show, centimetres: the average woman of ANSUR II.
    private static final String SAMPLE_HEIGHT_CM = "162.8";

    public Wish {
        analyses = Set.copyOf(analyses);
        said = Collections.unmodifiableMap(new TreeMap<>(said));
    }

    /// How many pictures become one capture.
    public int mostPictures() {
        return parts().size();
    }

    /// A body is one capture, of its pictures in this order; else every picture is one.
    private List<String> parts() {
        if (analyses.contains(BODY)) {
            return analyses.contains(FACE)
                    ? List.of("front", "side", "portrait")
                    : List.of("front", "side");
        }
        return analyses.contains(FACE) ? List.of("portrait") : List.of("image");
    }

    /// @param images the project's own samples of that kind if empty
    List<Submission> submissions(List<Path> images) throws IOException {
        if (images.isEmpty()) {
            return List.of(sample());
        }
        List<Submission> submissions = new ArrayList<>();
        int step = parts().size();
        for (int from = 0; from < images.size(); from += step) {
            submissions.add(of(images.subList(from, Math.min(from + step, images.size()))));
        }
        return submissions;
    }

    private Submission of(List<Path> images) throws IOException {
        Map<String, Photo> pictures = new LinkedHashMap<>();
        for (int i = 0; i < images.size(); i++) {
            pictures.put(parts().get(i), Photo.of(images.get(i)));
        }
        return new Submission(pictures, fields(heightCm));
    }

    private Submission sample() throws IOException {
        Map<String, Photo> pictures = new LinkedHashMap<>();
        for (String part : parts()) {
            pictures.put(part, Photo.sample(part));
        }
        boolean body = analyses.contains(BODY);
        return new Submission(
                pictures,
                fields(body ? heightCm.or(() -> Optional.of(SAMPLE_HEIGHT_CM)) : heightCm));
    }

    private Map<String, String> fields(Optional<String> height) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (!analyses.isEmpty()) {
            fields.put("analyses", String.join(",", analyses.stream().sorted().toList()));
        }
        height.ifPresent(cm -> fields.put("height_cm", cm));
        sex.ifPresent(word -> fields.put("sex", word));
        fields.putAll(said);
        return fields;
    }
}
