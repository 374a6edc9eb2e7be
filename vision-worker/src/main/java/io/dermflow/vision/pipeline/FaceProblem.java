package io.dermflow.vision.pipeline;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What stands against judging a face, with what the person can do about it.
enum FaceProblem {
    NO_FACE("no face is seen", "Take a picture in which one face is seen from the front."),
    MULTIPLE_PEOPLE("more people are seen", "Take a picture of one person alone."),
    FACE_TOO_SMALL("the face is small", "Move closer, so that the face fills half of the picture."),
    FACE_OUT_OF_BOUNDS("the face is cut off", "Keep the whole face inside the picture."),
    LARGE_FACE_ANGLE("the face is turned aside", "Look straight into the camera."),
    POSE_HEAD_TILT("the head is tilted", "Hold your head and the camera upright."),
    LIGHTING_UNEVEN(
            "the face is lit unevenly",
            "Face the light, so that all of the face is lit alike, and keep hair off the"
                    + " forehead."),
    EYES_CLOSED("the eyes are closed", "Keep your eyes open."),
    FOREHEAD_COVERED("the forehead is covered", "Keep hair and clothes off the forehead."),
    GLASSES("dark glasses hide the eyes", "Take off your glasses.");

    /// They make the result a hint, and never stand against it.
    static final Set<FaceProblem> HINTS =
            EnumSet.of(POSE_HEAD_TILT, LIGHTING_UNEVEN, EYES_CLOSED, FOREHEAD_COVERED, GLASSES);

    private final String seen;
    private final String action;

    FaceProblem(String seen, String action) {
        this.seen = seen;
        this.action = action;
    }

    /// Stable.
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Half a sentence.
    String seen() {
        return seen;
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
