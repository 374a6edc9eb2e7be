package io.dermflow.imaging.body;

/// A person's outline and how well it is known.
///
/// @param edgePixels standard deviation of one edge, pixels of the picture
public record Outlined(Silhouette person, double edgePixels) {

    /// On the floor under the body's middle instead of the outline's lowest row.
    ///
    /// @param reach of the feet towards the camera, share of the body height
    Outlined standing(double reach) {
        return new Outlined(Floor.under(person, reach), edgePixels);
    }
}
