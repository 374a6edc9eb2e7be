package io.dermflow.imaging.features;

import io.dermflow.imaging.colour.Ciede2000;
import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.face.FaceRegion;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.imaging.pixels.LabPixels;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/// Measures the skin of each region of a face, at one size of face. What would say nothing in a
/// region is left out: the nose's own form reads as lines, lashes read as dots.
public final class MeasureRegions {

    /// Of plain skin; a median or a share of fewer pixels is noise.
    private static final int LEAST_PIXELS = 150;

    /// Pixels between the eyes, in the picture given, below which fine structure isn't in it any
    /// more.
    private static final double SHARP_ENOUGH = 0.8 * AlignedFace.EYES;

    private static final Set<Feature> STRUCTURES =
            EnumSet.of(Feature.SPOTS, Feature.WRINKLES, Feature.PORES, Feature.TEXTURE);

    private MeasureRegions() {}

    /// @param bgr 8UC3 sRGB in which the landmarks are pixels; stays the caller's
    /// @param excluded 8UC1 of the same size, as [PlainSkin#mask] takes it; stays the caller's
    /// @return without the regions that show too little plain skin
    public static List<MeasuredRegion> of(Mat bgr, Mat excluded, FaceLandmarks face) {
        boolean sharp = face.eyeDistance() >= SHARP_ENOUGH;
        try (var aligned = AlignedFace.of(bgr, excluded, face)) {
            Map<FaceRegion, Colour> colours = new EnumMap<>(FaceRegion.class);
            List<MeasuredRegion> regions = new ArrayList<>();
            for (FaceRegion region : FaceRegion.values()) {
                measured(region, aligned, sharp, colours).ifPresent(regions::add);
            }
            return regions;
        }
    }

    /// @param uncertainty of its lightness
    private record Colour(Lab median, Optional<Double> uncertainty) {}

    /// Cheeks come before what is compared with them.
    private static Optional<MeasuredRegion> measured(
            FaceRegion region, AlignedFace face, boolean sharp, Map<FaceRegion, Colour> colours) {
        List<Point> outline = region.outline(face.aligned());
        try (Surface part = face.part(outline)) {
            int pixels = Core.countNonZero(part.mask());
            if (pixels < LEAST_PIXELS) {
                return Optional.empty();
            }
            try (Quarters quarters = Quarters.of(part)) {
                colours.put(region, new Colour(colour(part), lightness(quarters)));
                Map<Feature, Double> figures = new EnumMap<>(Feature.class);
                Map<Feature, Double> uncertainties = new EnumMap<>(Feature.class);
                for (Feature feature : sensible(region)) {
                    if (sharp || !STRUCTURES.contains(feature)) {
                        figures.put(feature, figure(feature, part));
                        quarters.uncertainty(quarter -> figure(feature, quarter))
                                .ifPresent(one -> uncertainties.put(feature, one));
                    }
                }
                return Optional.of(
                        new MeasuredRegion(
                                region,
                                outline,
                                pixels,
                                figures,
                                uncertainties,
                                darkCircles(region, colours)));
            }
        }
    }

    private static Optional<Double> lightness(Quarters quarters) {
        return quarters.uncertainty(part -> Surface.median(part.lightness(), part.mask()));
    }

    private static Set<Feature> sensible(FaceRegion region) {
        return switch (region) {
            case FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK -> EnumSet.allOf(Feature.class);
            case NOSE ->
                    EnumSet.of(Feature.REDNESS, Feature.PORES, Feature.TEXTURE, Feature.OILINESS);
            case CHIN ->
                    EnumSet.of(
                            Feature.REDNESS,
                            Feature.SPOTS,
                            Feature.PORES,
                            Feature.TEXTURE,
                            Feature.OILINESS);
            case LEFT_UNDER_EYE, RIGHT_UNDER_EYE -> EnumSet.of(Feature.REDNESS, Feature.WRINKLES);
        };
    }

    static double figure(Feature feature, Surface part) {
        return switch (feature) {
            case REDNESS -> SkinColourFeatures.redness(part);
            case SPOTS -> SkinColourFeatures.spots(part);
            case WRINKLES -> Lines.strength(part);
            case PORES -> SkinStructure.pores(part);
            case TEXTURE -> SkinStructure.texture(part);
            case OILINESS -> SkinColourFeatures.oiliness(part);
        };
    }

    private static Optional<MeasuredRegion.DarkCircles> darkCircles(
            FaceRegion region, Map<FaceRegion, Colour> colours) {
        Colour cheek =
                switch (region) {
                    case LEFT_UNDER_EYE -> colours.get(FaceRegion.LEFT_CHEEK);
                    case RIGHT_UNDER_EYE -> colours.get(FaceRegion.RIGHT_CHEEK);
                    case FOREHEAD, LEFT_CHEEK, RIGHT_CHEEK, NOSE, CHIN -> null;
                };
        Colour below = colours.get(region);
        return cheek == null || below == null
                ? Optional.empty()
                : Optional.of(
                        new MeasuredRegion.DarkCircles(
                                cheek.median().lightness() - below.median().lightness(),
                                cheek.uncertainty()
                                        .flatMap(one ->
                                                below.uncertainty()
                                                        .map(other -> Math.hypot(one, other))),
                                Ciede2000.difference(cheek.median(), below.median())));
    }

    /// Median of each channel under the mask.
    private static Lab colour(Surface part) {
        Mat lab = LabPixels.of(part.bgr());
        List<Mat> channels = new ArrayList<>();
        Core.split(lab, channels);
        lab.release();
        double[] medians =
                channels.stream()
                        .mapToDouble(channel -> Surface.median(channel, part.mask()))
                        .toArray();
        channels.forEach(Mat::release);
        return new Lab(medians[0], medians[1], medians[2]);
    }
}
