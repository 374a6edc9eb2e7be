package io.dermflow.stack.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// An image to analyse. The bytes are not copied; nobody writes to them.
///
/// @param name as the user knows it
record Photo(String name, byte[] bytes) {

    private static final Map<String, String> SAMPLES =
            Map.of(
                    "image", "/sample/skin-sample.jpg",
                    "portrait", "/sample/face-sample.jpg",
                    "front", "/sample/body-front.jpg",
                    "side", "/sample/body-side.jpg");

    static Photo of(Path file) throws IOException {
        return new Photo(file.toString(), Files.readAllBytes(file));
    }

    /// The image for a part of the form that comes with the project: generated, of nobody.
    static Photo sample(String part) throws IOException {
        String file = Objects.requireNonNull(SAMPLES.get(part), part);
        try (InputStream in = Photo.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("the sample " + file + " is missing from the launcher's jar");
            }
            return new Photo("the built-in sample for " + part, in.readAllBytes());
        }
    }

    /// What goes into the form: the ending matters to nobody, the user's folders are private.
    String fileName() {
        return "image";
    }

    /// By the name only: the service looks at the content itself.
    String mediaType() {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".png")) {
            return "image/png";
        }
        return lower.endsWith(".webp") ? "image/webp" : "image/jpeg";
    }
}
