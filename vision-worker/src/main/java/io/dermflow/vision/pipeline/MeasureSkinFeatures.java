package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.SkinFeature;
import io.dermflow.imaging.calibration.ColourCorrection;
import io.dermflow.imaging.features.Feature;
import io.dermflow.imaging.features.MeasureFeatures;
import io.dermflow.imaging.features.MeasuredSkin;
import io.dermflow.imaging.geometry.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Mat;

/// The features of the plain skin in each picture, as one region: no face is looked for here.
final class MeasureSkinFeatures {

    private static final String REGION = "skin";
    private static final String DIRECTION = "higher_is_more";

    private MeasureSkinFeatures() {}

    static List<SkinFeature> measure(List<View> views, List<Lesion> lesions) {
        List<SkinFeature> features = new ArrayList<>();
        for (View view : views) {
            Mat excluded = Excluded.in(view.picture(), view.card(), lesions);
            MeasureFeatures.of(view.pixels(), excluded)
                    .ifPresent(skin -> features.addAll(onTheWire(view, skin)));
            excluded.release();
        }
        return features;
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
    private static String confidence(View view) {
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
