package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.SkinFeature;
import io.dermflow.events.analysis.SkinRegion;
import io.dermflow.events.analysis.SkinRegion.Figure;
import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.features.MeasureRegions;
import io.dermflow.imaging.features.MeasuredRegion;
import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;

/// The skin of a face, region by region. A figure gets a score where reference photos can be
/// compared with a face ([MeasuredRegion#reference]); dark circles have none and stand by
/// themselves.
final class MeasureFaceSkin {

    /// Of coordinates in distances between the eyes.
    private static final int FINE = 3;

    private static final int DIGITS = 3;

    private MeasureFaceSkin() {}

    /// @param landmarks in pixels of the working size
    static List<SkinRegion> of(View view, Mat excluded, FaceLandmarks landmarks) {
        double toFull = 1 / view.picture().image().scale();
        UnaryOperator<Point> toPicture = landmarks.fromAligned();
        return MeasureRegions.of(view.pixels(), excluded, landmarks).stream()
                .map(region ->
                        new SkinRegion(
                                view.picture().kind(),
                                region.region().wireName(),
                                region.aligned().stream()
                                        .map(toPicture)
                                        .map(point -> Rounded.pair(point.scaled(toFull), 0))
                                        .toList(),
                                region.aligned().stream()
                                        .map(point -> Rounded.pair(point, FINE))
                                        .toList(),
                                region.pixels(),
                                figures(region),
                                MeasureSkinFeatures.confidence(view)))
                .toList();
    }

    /// What of a region has a score, in the form that every report reads.
    static List<SkinFeature> scored(SkinRegion region) {
        return region.figures().stream()
                .flatMap(figure ->
                        Optional.ofNullable(figure.score())
                                .map(score ->
                                        new SkinFeature(
                                                region.image(),
                                                region.region(),
                                                figure.feature(),
                                                score,
                                                figure.direction(),
                                                List.of(region.polygon()),
                                                region.confidence()))
                                .stream())
                .toList();
    }

    private static List<Figure> figures(MeasuredRegion region) {
        List<Figure> figures = new ArrayList<>();
        region.figures()
                .forEach((feature, value) -> {
                    Optional<Double> score =
                            region.score(feature).map(points -> Rounded.to(points, 1));
                    figures.add(
                            new Figure(
                                    feature.wireName(),
                                    Rounded.to(value, DIGITS),
                                    feature.unit(),
                                    MeasureSkinFeatures.DIRECTION,
                                    score.orElse(null),
                                    score.map(_ -> MeasuredRegion.reference(feature).wireName())
                                            .orElse(null),
                                    rounded(
                                            Optional.ofNullable(
                                                    region.uncertainties().get(feature)))));
                });
        region.darkCircles()
                .ifPresent(circles -> {
                    figures.add(
                            unscored(
                                    "dark_circles",
                                    circles.darker(),
                                    "delta_l",
                                    circles.uncertainty()));
                    figures.add(
                            unscored(
                                    "dark_circles_difference",
                                    circles.difference(),
                                    "delta_e_2000",
                                    Optional.empty()));
                });
        return figures;
    }

    private static Figure unscored(
            String feature, double value, String unit, Optional<Double> uncertainty) {
        return new Figure(
                feature,
                Rounded.to(value, DIGITS),
                unit,
                MeasureSkinFeatures.DIRECTION,
                null,
                null,
                rounded(uncertainty));
    }

    private static @Nullable Double rounded(Optional<Double> value) {
        return value.map(one -> Rounded.to(one, DIGITS)).orElse(null);
    }
}
