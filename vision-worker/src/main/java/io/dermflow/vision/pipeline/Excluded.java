package io.dermflow.vision.pipeline;

import io.dermflow.imaging.card.FoundCard;
import java.util.List;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

/// The part of a picture that is not plain skin: lesions and the card.
final class Excluded {

    private Excluded() {}

    /// @return 8UC1 of the picture's size, not zero where nothing is measured; owned by the caller
    static Mat in(Picture picture, Optional<FoundCard> card, List<Lesion> lesions) {
        Mat pixels = picture.image().pixels();
        Mat excluded = Mat.zeros(pixels.rows(), pixels.cols(), CvType.CV_8UC1);
        lesions.stream()
                .filter(lesion -> lesion.picture() == picture)
                .forEach(lesion -> exclude(excluded, lesion));
        card.ifPresent(found -> found.cover(excluded));
        return excluded;
    }

    /// The whole box: the skin close around a lesion is often red.
    private static void exclude(Mat excluded, Lesion lesion) {
        var box = lesion.box().clippedTo(excluded.cols(), excluded.rows());
        var rect =
                new Rect(
                        (int) box.x(),
                        (int) box.y(),
                        (int) Math.min(Math.ceil(box.width()), excluded.cols() - (int) box.x()),
                        (int) Math.min(Math.ceil(box.height()), excluded.rows() - (int) box.y()));
        if (rect.width > 0 && rect.height > 0) {
            Mat part = excluded.submat(rect);
            part.setTo(Scalar.all(255));
            part.release();
        }
    }
}
