package io.dermflow.imaging.body;

import io.dermflow.imaging.card.CardPlane;
import io.dermflow.imaging.geometry.Point;

/// What a card beside the body says about the picture. Of the card's plane only the distance is
/// used, not the slant: the camera is taken as level, so that the body faces it wherever the card
/// does.
///
/// @param cmPerPixel at the body
/// @param deviation standard deviation, relative
public record CardScale(double cmPerPixel, double deviation) {

    /// Standard deviation of how much nearer or farther than the body's middle people hold a card,
    /// centimetres: our estimate.
    private static final double OFF_BODY_CM = 5;

    private static final double MM_PER_CM = 10;
    private static final double COVERAGE = 1.96;

    /// @param plane in pixels of a picture that is `larger` times the one to be measured in
    /// @param width of the picture to be measured in, pixels
    /// @param height the same
    static CardScale of(CardPlane plane, double larger, int width, int height) {
        var focal = Floor.FOCAL * Math.max(width, height);
        var middle = new Point(larger * width / 2, larger * height / 2);
        var cmPerPixel = larger * plane.mmPerPixelFacing(middle, larger * focal) / MM_PER_CM;
        return new CardScale(
                cmPerPixel,
                Math.hypot(
                        plane.facingUncertainty() / COVERAGE, OFF_BODY_CM / (focal * cmPerPixel)));
    }
}
