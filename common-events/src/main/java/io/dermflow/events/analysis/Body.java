package io.dermflow.events.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The measures of a body, and its shape.
///
/// @param measures at most one per name, in the order of seed 003; a measure that could not be
///   taken is not in it
/// @param shape absent when bust, waist and hip are not all known
public record Body(List<Measure> measures, @Nullable Shape shape) {

    public Body {
        measures = List.copyOf(measures);
    }

    /// One measure.
    ///
    /// @param name with its unit, for instance `waist_circumference_cm`
    /// @param value centimetres
    /// @param uncertainty half the width of the 95 % interval, centimetres
    /// @param confidence 0..1
    /// @param source `input`, `card` or `regression`: where the figure comes from
    /// @param lowConfidence too uncertain to be used without a second look
    /// @param sexUsed whether the regression was told the person's sex (which one, stays in the
    ///   job); absent in records from before it was asked
    /// @param uncertaintyParts what the uncertainty is made of; absent in records from before they
    ///   were told apart
    public record Measure(
            String name,
            double value,
            double uncertainty,
            double confidence,
            String source,
            boolean lowConfidence,
            @Nullable Boolean sexUsed,
            @Nullable Parts uncertaintyParts) {

        /// Estimated without the person's sex, or not estimated at all; of the uncertainty the
        /// whole alone is known.
        public Measure(
                String name,
                double value,
                double uncertainty,
                double confidence,
                String source,
                boolean lowConfidence) {
            this(name, value, uncertainty, confidence, source, lowConfidence, false, null);
        }
    }

    /// Where an uncertainty comes from: each is half the width that the 95 % interval would have by
    /// this alone, centimetres; the root of the sum of their squares is the uncertainty.
    ///
    /// @param card the scale: that of the card, or of the outline where the height gave it
    /// @param keypoint where the outline was seen
    /// @param regressor what people of the same breadths and depths differ in
    /// @param heightInput the height: as the person gave it, or by the card
    public record Parts(double card, double keypoint, double regressor, double heightInput) {}

    /// The form by the FFIT rules (Simmons, Istook and Devarajan 2004).
    ///
    /// @param type for instance `hourglass`
    /// @param confidence 0..1
    public record Shape(String type, double confidence) {}
}
