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
import org.opencv.core.Mat;

/// The features of the plain skin in each picture: region by region where a face was found, else as
/// one region.
final class MeasureSkinFeatures {

    private static final String REGION = "skin";
    static final String DIRECTION = "higher_is_more";

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
            Optional<FoundFace> found = face.flatMap(seen -> seen.in(view));
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
        var outlines = outlines(view, skin);
        return Arrays.stream(Feature.values())
                .map(feature ->
                        new SkinFeature(
                                view.picture().kind(),
                                REGION,
                                feature.wireName(),
                                Rounded.to(skin.score(feature), 1),
                                DIRECTION,
                                outlines,
                                confidence(view)))
                .toList();
    }

    /// Colours need the card's patches and structures its scale; both come with Dermflow's card.
    static String confidence(View view) {
        return view.correction().basis() == ColourCorrection.Basis.PATCHES
                        && view.card().isPresent()
                ? "normal"
                : "low";
    }

    private static List<List<List<Double>>> outlines(View view, MeasuredSkin skin) {
        double toFull = 1 / view.picture().image().scale();
        return skin.outlines().stream()
                .map(outline ->
                        outline.stream()
                                .map(point -> point.scaled(toFull))
                                .map(MeasureSkinFeatures::pair)
                                .toList())
                .toList();
    }

    private static List<Double> pair(Point point) {
        return List.of(Rounded.to(point.x(), 0), Rounded.to(point.y(), 0));
    }
}
