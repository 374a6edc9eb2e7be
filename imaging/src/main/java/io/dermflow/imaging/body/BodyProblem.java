package io.dermflow.imaging.body;

import java.util.Locale;

/// What stands against measuring a body, with what the person can do about it; by falling weight.
public enum BodyProblem {
    /// No outline of a person was found, or none of a person who stands.
    NO_BODY("Take a picture of the whole body, standing upright, before a plain wall."),
    FRONT_VIEW_MISSING("Add a picture from the front."),
    /// Head or feet reach the edge of the picture.
    BODY_CROPPED("Step back until head and feet are both in the picture."),
    /// The person is so small in the picture that a width is a few cells of the outline's grid.
    DISTANCE("Come closer, so that the body fills most of the picture's height."),
    /// The arms touch the trunk, so that nobody can tell where the one ends.
    POSE_ARMS("Hold both arms a little away from the body, so that daylight shows between."),
    /// The trunk's widths are none that a person of this height has.
    BODY_IMPLAUSIBLE(
            "Wear close-fitting clothes and stand upright, squarely to the camera or sideways."),
    /// Neither a height nor a card that was seen.
    NO_SCALE(
            "Give your height. Or hold a card beside the body, no nearer to the camera, with all its"
                    + " edges free, and take the picture at the camera's highest resolution."),
    MULTIPLE_PEOPLE("Let nobody else be in the picture."),
    /// Depths are unknown: what needs them is less certain.
    SIDE_VIEW_MISSING("Add a picture from the side."),
    /// Front and side show the person at different sizes.
    VIEWS_DISAGREE("Take both pictures from the same place and height."),
    /// Card and height give different scales.
    SCALES_DISAGREE(
            "Check the height, and hold the card beside the body, no nearer to the camera.");

    private final String action;

    BodyProblem(String action) {
        this.action = action;
    }

    /// Stable.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// One sentence.
    public String action() {
        return action;
    }
}
