package io.dermflow.events.analysis;

import io.dermflow.events.WireEnum;
import java.util.Arrays;

/// What a picture could not give (a scale, a face, a second view), and how little a classifier is
/// to be believed. A result that lacks nothing else is whole; every other [Degradation] is a part
/// of the suite that did not do its work.
public enum KnownLimit implements WireEnum {
    WEAK_CLASSIFIER,
    NO_SCALE,
    NO_COLOUR_CARD,
    COLOUR_PROFILE,
    NO_PLAIN_SKIN,
    NO_CLOSE_UP,
    FACE_IN_PICTURE,
    NOT_SKIN,
    NO_FACE,
    FACE_TOO_SMALL,
    FACE_OUT_OF_BOUNDS,
    LARGE_FACE_ANGLE,
    LOW_CONFIDENCE_FACE,
    MULTIPLE_PEOPLE,
    NO_BODY,
    FRONT_VIEW_MISSING,
    SIDE_VIEW_MISSING,
    BODY_CROPPED,
    BODY_IMPLAUSIBLE,
    DISTANCE,
    POSE_ARMS,
    VIEWS_DISAGREE,
    SCALES_DISAGREE;

    /// Whether a degradation's code is one of these.
    public static boolean is(String code) {
        return Arrays.stream(values()).anyMatch(limit -> limit.wireName().equals(code));
    }

    /// @param detail one or more sentences, for people
    public Degradation because(String detail) {
        return new Degradation(wireName(), detail);
    }
}
