package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.Finding;
import io.dermflow.imaging.card.CardPlane;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.imaging.lesion.Abcd;
import io.dermflow.imaging.lesion.LesionMask;
import io.dermflow.imaging.lesion.LesionShape;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/// From a detection to a finding: outline and area in full pixels, ABCD figures.
final class MeasureLesion {

    /// Below it octants and axes say more about the grid than about the lesion, square pixels at
    /// working size.
    private static final int LEAST_AREA = 150;

    private MeasureLesion() {}

    /// @param id `F1`, `F2`, …
    /// @param view of the lesion's picture
    static Finding measure(Lesion lesion, String id, View view) {
        DecodedImage image = lesion.picture().image();
        Optional<CardPlane> plane = view.plane();
        double toFull = 1 / image.scale();
        Optional<LesionShape> outline = lesion.mask().map(LesionShape::of);
        Optional<LesionShape> shape = outline.map(found -> found.scaled(toFull));
        Box box = lesion.box().scaled(toFull);
        double area = shape.map(LesionShape::area).orElse(box.area());
        return new Finding(
                id,
                lesion.picture().kind(),
                lesion.label(),
                Rounded.to(lesion.score(), 4),
                rounded(box),
                shape.map(found -> polygon(found.polygon())).orElse(List.of()),
                Rounded.to(area, 1),
                Rounded.to(area / ((double) image.fullWidth() * image.fullHeight()), 6),
                List.of(),
                plane.flatMap(scale ->
                                outline.map(found ->
                                        MeasureSize.of(found.polygon(), scale, view.scaleFrom())))
                        .orElse(null),
                lesion.mask()
                        .filter(mask -> mask.area() >= LEAST_AREA)
                        .map(mask -> abcd(view, mask))
                        .orElse(null),
                null,
                null,
                List.of(),
                plane.flatMap(scale -> outline.map(found -> aligned(found.polygon(), scale)))
                        .orElse(List.of()),
                List.of());
    }

    /// Hundredths of a millimetre; a pixel at working size is some tenths.
    private static List<List<Double>> aligned(List<Point> outline, CardPlane plane) {
        return outline.stream().map(plane::toMm).map(point -> Rounded.pair(point, 2)).toList();
    }

    /// The colours that a card tells; what is only a guess of the light names none.
    private static Finding.Abcd abcd(View view, LesionMask mask) {
        Mat pixels = view.correction().byCard() ? view.pixels() : view.picture().image().pixels();
        Abcd figures = Abcd.measure(pixels, mask);
        return new Finding.Abcd(
                figures.asymmetry(),
                figures.border(),
                figures.colours(),
                Rounded.to(figures.eccentricity(), 3));
    }

    private static Finding.Box rounded(Box box) {
        return new Finding.Box(
                Rounded.to(box.x(), 1),
                Rounded.to(box.y(), 1),
                Rounded.to(box.width(), 1),
                Rounded.to(box.height(), 1));
    }

    private static List<List<Double>> polygon(List<Point> points) {
        return points.stream().map(point -> Rounded.pair(point, 1)).toList();
    }
}
