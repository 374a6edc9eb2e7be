package io.dermflow.imaging.card;

import io.dermflow.imaging.geometry.Point;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;

/// A part of a picture in which a card is looked for.
///
/// @param place in the picture, pixels
/// @param picture size of the whole
record Part(Rect place, Size picture) {

    static Part whole(Mat picture) {
        return new Part(new Rect(0, 0, picture.cols(), picture.rows()), picture.size());
    }

    /// A point of the part in the whole picture.
    Point inPicture(Point inPart) {
        return new Point(inPart.x() + place.x, inPart.y() + place.y);
    }
}
