package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.SkinTone;
import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.colour.Palette;
import io.dermflow.imaging.skin.SkinToneMeasurement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

/// The colour of plain skin, lesions left out, in the picture that shows most of it.
final class MeasureSkinTone {

    private MeasureSkinTone() {}

    /// Empty when no picture shows enough plain skin.
    static Optional<SkinTone> measure(List<Picture> pictures, List<Lesion> lesions) {
        return pictures.stream()
                .flatMap(picture -> plainSkin(picture, lesions).stream())
                .max(Comparator.comparingInt(SkinToneMeasurement::sampledPixels))
                .map(MeasureSkinTone::onTheWire);
    }

    private static Optional<SkinToneMeasurement> plainSkin(Picture picture, List<Lesion> lesions) {
        Mat pixels = picture.image().pixels();
        Mat excluded = Mat.zeros(pixels.rows(), pixels.cols(), CvType.CV_8UC1);
        try {
            lesions.stream()
                    .filter(lesion -> lesion.picture() == picture)
                    .forEach(lesion -> exclude(excluded, lesion));
            return SkinToneMeasurement.measure(pixels, excluded);
        } finally {
            excluded.release();
        }
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

    /// Without a colour card every figure follows the light as much as the skin.
    private static SkinTone onTheWire(SkinToneMeasurement measured) {
        Lab lab = measured.lab();
        return new SkinTone(
                Rounded.to(measured.ita(), 1),
                measured.itaClass().wireName(),
                new SkinTone.Lab(
                        Rounded.to(lab.lightness(), 2),
                        Rounded.to(lab.a(), 2),
                        Rounded.to(lab.b(), 2)),
                measured.monk().bucket(),
                measured.monk().second(),
                measured.undertone().wireName(),
                Palette.suggest(lab).stream()
                        .map(swatch ->
                                new SkinTone.Swatch(swatch.hex(), swatch.name(), swatch.reason()))
                        .toList(),
                false,
                "low",
                measured.sampledPixels());
    }
}
