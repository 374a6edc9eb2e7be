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
    public record Measure(
            String name,
            double value,
            double uncertainty,
            double confidence,
            String source,
            boolean lowConfidence,
            @Nullable Boolean sexUsed) {

        /// Estimated without the person's sex, or not estimated at all.
        public Measure(
                String name,
                double value,
                double uncertainty,
                double confidence,
                String source,
                boolean lowConfidence) {
            this(name, value, uncertainty, confidence, source, lowConfidence, false);
        }
    }

    /// The form by the FFIT rules (Simmons, Istook and Devarajan 2004).
    ///
    /// @param type for instance `hourglass`
    /// @param confidence 0..1
    public record Shape(String type, double confidence) {}
}
