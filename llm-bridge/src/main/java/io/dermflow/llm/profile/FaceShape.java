package io.dermflow.llm.profile;

import java.util.Locale;
import java.util.Optional;

/// The five face shapes that a result knows.
public enum FaceShape {
    HEART,
    OVAL,
    ROUND,
    SQUARE,
    OBLONG;

    /// Title case, for instance `Heart`.
    public String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    public static Optional<FaceShape> of(String name) {
        for (FaceShape shape : values()) {
            if (shape.name().equalsIgnoreCase(name.strip())) {
                return Optional.of(shape);
            }
        }
        return Optional.empty();
    }
}
