package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.SkinFeature;
import io.dermflow.events.analysis.SkinRegion;
import io.dermflow.imaging.calibration.ColourCorrection;
import io.dermflow.imaging.features.Feature;
import io.dermflow.imaging.features.MeasureFeatures;
import io.dermflow.imaging.features.MeasuredSkin;
import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.opencv.core.Mat;

/// The features of the plain skin in each picture: region by region where a face was found, else as
/// one region.
final class MeasureSkinFeatures {

    private static final String REGION = "skin";
    static final String DIRECTION = "higher_is_more";

    /// Points of all outlines together with which they are given in millimetres too: they stand in
    /// the event once for each feature, and its size is bounded.
    private static final int MOST_ALIGNED = 200;

    private MeasureSkinFeatures() {}

    /// @param features that have a score
    /// @param regions of the face
    record Measured(List<SkinFeature> features, List<SkinRegion> regions) {

        static final Measured NOTHING = new Measured(List.of(), List.of());

        Measured {
            features = List.copyOf(features);
            regions = List.copyOf(regions);
        }
    }

    static Measured measure(
            List<View> views, List<Lesion> lesions, Optional<SeenFace> face, SeenSkin bare) {
        List<SkinFeature> features = new ArrayList<>();
        List<SkinRegion> regions = new ArrayList<>();
        for (View view : views) {
            Mat excluded = bare.excluded(view, lesions);
            Optional<FoundFace> found = face.flatMap(seen -> seen.in(view.picture()));
            if (found.isPresent()) {
                MeasureFaceSkin.of(view, excluded, found.get().landmarks())
                        .forEach(region -> {
                            regions.add(region);
                            features.addAll(MeasureFaceSkin.scored(region));
                        });
            } else {
                MeasureFeatures.of(view.pixels(), excluded)
                        .ifPresent(skin -> features.addAll(onTheWire(view, skin)));
            }
            excluded.release();
        }
        return new Measured(features, regions);
    }

    private static List<SkinFeature> onTheWire(View view, MeasuredSkin skin) {
        double toFull = 1 / view.picture().image().scale();
        var outlines = outlines(skin, point -> Rounded.pair(point.scaled(toFull), 0));
        var aligned =
                view.plane()
                        .filter(_ -> points(skin) <= MOST_ALIGNED)
                        .map(plane -> outlines(skin, point -> Rounded.pair(plane.toMm(point), 1)))
                        .orElse(List.of());
        return Arrays.stream(Feature.values())
                .map(feature ->
                        new SkinFeature(
                                view.picture().kind(),
                                REGION,
                                feature.wireName(),
                                Rounded.to(skin.score(feature), 1),
                                DIRECTION,
                                outlines,
                                confidence(view),
                                aligned))
                .toList();
    }

    /// Colours need the card's patches and structures its scale; both come with Dermflow's card, in
    /// this picture or lent.
    static String confidence(View view) {
        return view.correction().basis() == ColourCorrection.Basis.PATCHES
                        && view.plane().isPresent()
                ? "normal"
                : "low";
    }

    private static int points(MeasuredSkin skin) {
        return skin.outlines().stream().mapToInt(List::size).sum();
    }

    private static List<List<List<Double>>> outlines(
            MeasuredSkin skin, Function<Point, List<Double>> pair) {
        return skin.outlines().stream()
                .map(outline -> outline.stream().map(pair).toList())
                .toList();
    }
}
