package io.dermflow.imaging.body;

import io.dermflow.imaging.geometry.Point;

/// A breadth or depth as read off a picture.
///
/// @param name of the measure, for instance `chest`
/// @param pixels its length
/// @param levelPixels standard deviation by the height at which it was read: people of one height
///   differ in where their waist is
/// @param from its left end in the picture
/// @param to its right end
public record Width(String name, double pixels, double levelPixels, Point from, Point to) {

    static Width of(String name, Silhouette.Run run, double pixels, double levelPixels) {
        var y = run.y() + 0.5;
        return new Width(
                name, pixels, levelPixels, new Point(run.from(), y), new Point(run.to(), y));
    }
}
