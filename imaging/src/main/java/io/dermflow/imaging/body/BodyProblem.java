package io.dermflow.imaging.body;

import java.util.Locale;

/// What stands against measuring a body; by falling weight.
public enum BodyProblem {
    /// No outline of a person was found, or none of a person who stands.
    NO_BODY,
    FRONT_VIEW_MISSING,
    /// Head or feet reach the edge of the picture.
    BODY_CROPPED,
    /// The person is so small in the picture that a width is a few cells of the outline's grid.
    DISTANCE,
    /// The arms touch the trunk, so that nobody can tell where the one ends.
    POSE_ARMS,
    /// The trunk's widths are none that a person of this height has.
    BODY_IMPLAUSIBLE,
    /// Neither a height nor a card that was seen.
    NO_SCALE,
    MULTIPLE_PEOPLE,
    /// Depths are unknown: what needs them is less certain.
    SIDE_VIEW_MISSING,
    /// Front and side show the person at different sizes.
    VIEWS_DISAGREE,
    /// Card and height give different scales.
    SCALES_DISAGREE;

    /// Stable.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
