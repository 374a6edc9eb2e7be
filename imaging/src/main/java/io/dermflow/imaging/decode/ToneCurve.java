package io.dermflow.imaging.decode;

import io.dermflow.imaging.colour.Srgb;
import java.util.List;

/// From encoded 0..1 to light 0..1.
public sealed interface ToneCurve {

    /// @param encoded 0..1
    double toLinear(double encoded);

    /// The curve of sRGB and Display P3.
    record SrgbCurve() implements ToneCurve {
        @Override
        public double toLinear(double encoded) {
            return Srgb.toLinear(encoded);
        }
    }

    /// A plain power.
    record Gamma(double exponent) implements ToneCurve {
        @Override
        public double toLinear(double encoded) {
            return Math.pow(encoded, exponent);
        }
    }

    /// `parametricCurveType` of ICC.1:2022, table 68: the function type 0..4 and the parameters g,
    /// a, b, c, d, e, f, as many as the type has.
    record Parametric(int type, List<Double> parameters) implements ToneCurve {

        private static final List<Integer> COUNTS = List.of(1, 3, 4, 5, 7);

        public Parametric {
            parameters = List.copyOf(parameters);
            if (type < 0 || type >= COUNTS.size() || parameters.size() != COUNTS.get(type)) {
                throw new IllegalArgumentException(
                        "ICC curve type %d with %d numbers".formatted(type, parameters.size()));
            }
        }

        @Override
        public double toLinear(double encoded) {
            return switch (type) {
                case 0 -> power(encoded);
                case 1 -> encoded >= -p(2) / p(1) ? power(p(1) * encoded + p(2)) : 0;
                case 2 -> encoded >= -p(2) / p(1) ? power(p(1) * encoded + p(2)) + p(3) : p(3);
                case 3 -> encoded >= p(4) ? power(p(1) * encoded + p(2)) : p(3) * encoded;
                default ->
                        encoded >= p(4)
                                ? power(p(1) * encoded + p(2)) + p(5)
                                : p(3) * encoded + p(6);
            };
        }

        private double power(double base) {
            return Math.pow(Math.max(0, base), p(0));
        }

        private double p(int index) {
            return parameters.get(index);
        }
    }

    /// Evenly spaced samples on 0..1, read with straight lines between them.
    record Points(List<Double> values) implements ToneCurve {

        public Points {
            values = List.copyOf(values);
            if (values.size() < 2) {
                throw new IllegalArgumentException("a curve needs two points");
            }
        }

        @Override
        public double toLinear(double encoded) {
            var place = Math.clamp(encoded, 0, 1) * (values.size() - 1);
            var below = Math.min((int) place, values.size() - 2);
            var part = place - below;
            return values.get(below) * (1 - part) + values.get(below + 1) * part;
        }
    }
}
