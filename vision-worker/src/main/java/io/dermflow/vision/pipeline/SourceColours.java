package io.dermflow.vision.pipeline;

import io.dermflow.events.ColourSpace;
import io.dermflow.imaging.decode.SourceColour;
import io.dermflow.imaging.decode.ToneCurve;
import java.util.List;

/// The event's colour space in the words of imaging.
public final class SourceColours {

    private SourceColours() {}

    public static SourceColour of(ColourSpace space) {
        return switch (space.kind()) {
            case SRGB -> SourceColour.SRGB;
            case DISPLAY_P3 -> SourceColour.of(SourceColour.Kind.DISPLAY_P3);
            case ADOBE_RGB -> SourceColour.of(SourceColour.Kind.ADOBE_RGB);
            case PROPHOTO -> SourceColour.of(SourceColour.Kind.PROPHOTO);
            case REC2020 -> SourceColour.of(SourceColour.Kind.REC2020);
            case GREY -> SourceColour.of(SourceColour.Kind.GREY);
            case UNKNOWN -> SourceColour.of(SourceColour.Kind.UNKNOWN);
            case MATRIX -> new SourceColour(SourceColour.Kind.MATRIX, space.matrix(), curve(space));
        };
    }

    /// A matrix space without a curve is linear light.
    private static ToneCurve curve(ColourSpace space) {
        ColourSpace.ToneCurve curve = space.curve();
        if (curve == null) {
            return new ToneCurve.Gamma(1);
        }
        List<Double> values = curve.values();
        return switch (curve.kind()) {
            case "gamma" -> new ToneCurve.Gamma(values.getFirst());
            case "parametric" ->
                    new ToneCurve.Parametric(
                            values.getFirst().intValue(), values.subList(1, values.size()));
            case "points" -> new ToneCurve.Points(values);
            default -> throw new IllegalArgumentException("tone curve of kind " + curve.kind());
        };
    }
}
