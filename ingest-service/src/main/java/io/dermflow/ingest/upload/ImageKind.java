package io.dermflow.ingest.upload;

import io.dermflow.events.WireEnum;
import java.util.Arrays;
import java.util.Optional;

/// Which picture of a capture a file part is; its name on the wire is the part's name.
public enum ImageKind implements WireEnum {
    /// The one picture of a simple capture.
    IMAGE,
    /// The body from the front.
    FRONT,
    /// The body from the side.
    SIDE,
    /// The face.
    PORTRAIT,
    /// The reference card.
    REF;

    /// Some older clients call the one picture `file`.
    private static final String OTHER_NAME = "file";

    static Optional<ImageKind> ofPart(String name) {
        if (name.equals(OTHER_NAME)) {
            return Optional.of(IMAGE);
        }
        return Arrays.stream(values()).filter(kind -> kind.wireName().equals(name)).findFirst();
    }
}
