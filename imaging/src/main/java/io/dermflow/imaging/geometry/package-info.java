/// Boxes, points, orientation and the letterbox between a picture and a model's input. Start with
/// [io.dermflow.imaging.geometry.Letterbox]. Coordinates are pixels, origin top left, x to the
/// right.
@NullMarked
package io.dermflow.imaging.geometry;

import org.jspecify.annotations.NullMarked;
