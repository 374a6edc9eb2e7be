package io.dermflow.vision.pipeline;

import java.util.Locale;

/// What stands against judging a face, with what the person can do about it.
enum FaceProblem {
    NO_FACE("Take a picture in which one face is seen from the front."),
    MULTIPLE_PEOPLE("Take a picture of one person alone."),
    FACE_TOO_SMALL("Move closer, so that the face fills half of the picture."),
    FACE_OUT_OF_BOUNDS("Keep the whole face inside the picture."),
    LARGE_FACE_ANGLE("Look straight into the camera.");

    private final String action;

    FaceProblem(String action) {
        this.action = action;
    }

    /// Stable.
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// One sentence.
    String action() {
        return action;
    }

    /// @throws IllegalArgumentException for a code that is none of these
    static FaceProblem of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
