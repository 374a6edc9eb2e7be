package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.AnalysisStep;
import io.dermflow.imaging.calibration.Calibrate;
import io.dermflow.imaging.calibration.ColourCorrection;
import io.dermflow.imaging.card.CardPlane;
import io.dermflow.imaging.card.FindCard;
import io.dermflow.imaging.card.FoundCard;
import io.dermflow.imaging.colour.Ciede2000;
import io.dermflow.imaging.denoise.Denoise;
import io.dermflow.imaging.registration.LendScale;
import io.dermflow.imaging.skin.SkinToneMeasurement;
import io.dermflow.vision.checkpoint.Checkpoint;
import io.dermflow.vision.pump.JobRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opencv.core.Mat;

/// Gives each picture its scale and its light: card, colour, denoise, in this order.
///
/// A card in a picture of its own (`ref`) lends its colour to the others when their skin looks the
/// same in both, and its scale where both show the same place of skin ([LendScale]).
final class Calibration {

    /// CIEDE2000 between the skin in two pictures up to which their light counts as the same.
    private static final double SAME_LIGHT = 6;

    /// The step that lends the scale of a card in `ref`. Without it nothing has a size in
    /// millimetres but what lies beside a card of its own.
    static final String SCALE_FROM_REF = "scale_from_ref";

    private Calibration() {}

    /// @param plane of the card in `ref`, from pixels of the picture
    record Lent(Picture picture, CardPlane plane) {}

    /// @return owned by the caller
    static Views of(AnalysisRequested job, Pictures pictures, Steps steps, Checkpoint kept) {
        JobRun run = kept.run();
        Map<Picture, FoundCard> cards =
                steps.has(AnalysisStep.CARD)
                        ? run.nativeStep("card", () -> cards(pictures))
                        : Map.of();
        Map<Picture, CardPlane> lent = lent(job, pictures, cards, steps, kept);
        Map<Picture, ColourCorrection> corrections =
                steps.has(AnalysisStep.COLOUR)
                        ? run.nativeStep("colour", () -> corrections(pictures, cards))
                        : Map.of();
        List<View> views = new ArrayList<>();
        for (Picture picture : pictures.ofSkin()) {
            ColourCorrection correction =
                    corrections.getOrDefault(picture, ColourCorrection.none());
            views.add(
                    new View(
                            picture,
                            Optional.ofNullable(cards.get(picture)),
                            Optional.ofNullable(lent.get(picture)),
                            correction,
                            pixels(picture, correction, steps, run)));
        }
        return new Views(
                views, pictures.reference().flatMap(ref -> Optional.ofNullable(cards.get(ref))));
    }

    /// To close-ups without a card of their own.
    private static Map<Picture, CardPlane> lent(
            AnalysisRequested job,
            Pictures pictures,
            Map<Picture, FoundCard> cards,
            Steps steps,
            Checkpoint kept) {
        List<Picture> without =
                pictures.ofSkin().stream()
                        .filter(picture -> Views.isCloseUp(picture, job))
                        .filter(picture -> !cards.containsKey(picture))
                        .toList();
        if (without.isEmpty() || !steps.measureLengths()) {
            return Map.of();
        }
        return pictures
                .reference()
                .flatMap(ref ->
                        Optional.ofNullable(cards.get(ref))
                                .flatMap(card ->
                                        kept.optional(
                                                KeptSteps.SCALE_FROM_REF,
                                                () -> lent(ref, card, without))))
                .orElse(List.of())
                .stream()
                .collect(Collectors.toMap(Lent::picture, Lent::plane));
    }

    private static List<Lent> lent(Picture reference, FoundCard card, List<Picture> without) {
        try (var lender = new LendScale(reference.image().pixels(), card)) {
            return without.stream()
                    .flatMap(picture ->
                            lender
                                    .to(picture.image().pixels())
                                    .map(plane -> new Lent(picture, plane))
                                    .stream())
                    .toList();
        }
    }

    private static Map<Picture, FoundCard> cards(Pictures pictures) {
        Map<Picture, FoundCard> cards = new HashMap<>();
        for (Picture picture : pictures) {
            FindCard.in(picture.image().pixels()).ifPresent(card -> cards.put(picture, card));
        }
        return cards;
    }

    private static Map<Picture, ColourCorrection> corrections(
            Pictures pictures, Map<Picture, FoundCard> cards) {
        Map<Picture, ColourCorrection> corrections = new HashMap<>();
        for (Picture picture : pictures.ofSkin()) {
            corrections.put(
                    picture,
                    own(picture, cards)
                            .or(() ->
                                    pictures.reference()
                                            .filter(ref -> sameLight(ref, picture, cards))
                                            .flatMap(ref -> own(ref, cards)))
                            .orElseGet(() -> Calibrate.bySurroundings(picture.image().pixels())));
        }
        return corrections;
    }

    private static Optional<ColourCorrection> own(Picture picture, Map<Picture, FoundCard> cards) {
        return Optional.ofNullable(cards.get(picture))
                .flatMap(card -> Calibrate.byCard(picture.image().pixels(), card));
    }

    private static boolean sameLight(Picture a, Picture b, Map<Picture, FoundCard> cards) {
        Optional<SkinToneMeasurement> one = skin(a, cards);
        Optional<SkinToneMeasurement> other = skin(b, cards);
        return one.isPresent()
                && other.isPresent()
                && Ciede2000.difference(one.get().lab(), other.get().lab()) <= SAME_LIGHT;
    }

    private static Optional<SkinToneMeasurement> skin(
            Picture picture, Map<Picture, FoundCard> cards) {
        Mat excluded = Excluded.in(picture, Optional.ofNullable(cards.get(picture)), List.of());
        try {
            return SkinToneMeasurement.measure(picture.image().pixels(), excluded);
        } finally {
            excluded.release();
        }
    }

    private static Mat pixels(
            Picture picture, ColourCorrection correction, Steps steps, JobRun run) {
        Mat own = picture.image().pixels();
        Mat corrected =
                correction.basis() == ColourCorrection.Basis.NONE
                        ? own
                        : run.nativeStep("colour", () -> correction.apply(own));
        if (!steps.has(AnalysisStep.DENOISE)) {
            return corrected;
        }
        Mat smooth = run.nativeStep("denoise", () -> Denoise.of(corrected));
        if (corrected != own) {
            corrected.release();
        }
        return smooth;
    }
}
