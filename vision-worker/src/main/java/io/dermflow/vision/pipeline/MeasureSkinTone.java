package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.SkinTone;
import io.dermflow.imaging.calibration.ColourCorrection;
import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.colour.Palette;
import io.dermflow.imaging.skin.SkinToneMeasurement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/// The colour of plain skin, lesions left out, in the picture that shows most of it.
final class MeasureSkinTone {

    private MeasureSkinTone() {}

    /// A tone and how it was come by.
    private record Measured(SkinToneMeasurement tone, ColourCorrection correction) {}

    /// Empty when no picture shows enough plain skin. A picture whose light a card told goes before
    /// one that shows more skin. Without a close-up it is read off the body, with low confidence:
    /// clothes may have the colour of skin.
    static Optional<SkinTone> measure(
            Views closeUps, Views views, List<Lesion> lesions, SeenSkin skin) {
        return (closeUps.none() ? views : closeUps)
                .all().stream()
                        .flatMap(view -> plainSkin(view, lesions, skin).stream())
                        .max(
                                Comparator.<Measured, Boolean>comparing(
                                                one -> one.correction().byCard())
                                        .thenComparingInt(one -> one.tone().sampledPixels()))
                        .map(one -> onTheWire(one, !closeUps.none()));
    }

    private static Optional<Measured> plainSkin(View view, List<Lesion> lesions, SeenSkin skin) {
        Mat excluded = skin.excluded(view, lesions);
        try {
            return SkinToneMeasurement.measure(view.pixels(), excluded)
                    .map(tone -> new Measured(tone, view.correction()));
        } finally {
            excluded.release();
        }
    }

    /// Without a card every figure follows the light as much as the skin; by its paper alone the
    /// light is known, but not what the camera makes of it.
    private static SkinTone onTheWire(Measured one, boolean closeUp) {
        SkinToneMeasurement measured = one.tone();
        boolean byPatches = one.correction().basis() == ColourCorrection.Basis.PATCHES;
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
                one.correction().byCard(),
                byPatches && closeUp ? "normal" : "low",
                measured.sampledPixels());
    }
}
