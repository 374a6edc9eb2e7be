package io.dermflow.vision.pipeline;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What stands against judging a face.
enum FaceProblem {
    NO_FACE("no face is seen"),
    MULTIPLE_PEOPLE("more people are seen"),
    FACE_TOO_SMALL("the face is small"),
    FACE_OUT_OF_BOUNDS("the face is cut off"),
    LARGE_FACE_ANGLE("the face is turned aside"),
    POSE_HEAD_TILT("the head is tilted"),
    LIGHTING_UNEVEN("the face is lit unevenly"),
    EYES_CLOSED("the eyes are closed"),
    FOREHEAD_COVERED("the forehead is covered"),
    GLASSES("dark glasses hide the eyes");

    /// They make the result a hint, and never stand against it.
    static final Set<FaceProblem> HINTS =
            EnumSet.of(POSE_HEAD_TILT, LIGHTING_UNEVEN, EYES_CLOSED, FOREHEAD_COVERED, GLASSES);

    private final String seen;

    FaceProblem(String seen) {
        this.seen = seen;
    }

    /// Stable.
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Half a sentence.
    String seen() {
        return seen;
    }

    /// @throws IllegalArgumentException for a code that is none of these
    static FaceProblem of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
