package io.dermflow.ingest.image;

import io.dermflow.events.ColourSpace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a channel value on 0..1 becomes light: a `curv` or `para` tag of ICC.1:2010.
sealed interface ToneCurve {

    /// How far two curves may lie apart and still be the same. sRGB and a gamma of 2.2 are 0.008
    /// apart, sRGB and its usual table of 1,024 values 0.0001.
    double TOLERANCE = 0.003;

    /// As many points as the wire form takes.
    int POINTS = 33;

    double SHORT = 65_535;
    double FIXED = 65_536;

    /// Light of `x`, both on 0..1.
    double at(double x);

    /// The form that travels.
    ColourSpace.ToneCurve onWire();

    /// Whether both mean the same within a tolerance that no eye sees.
    default boolean isLike(ToneCurve other) {
        for (int i = 0; i < POINTS; i++) {
            double x = (double) i / (POINTS - 1);
            if (!(Math.abs(at(x) - other.at(x)) <= TOLERANCE)) {
                return false;
            }
        }
        return true;
    }

    /// A tag, or empty when it is of another type or too short.
    static Optional<ToneCurve> parse(ByteBuffer tag) {
        if (tag.limit() < 12) {
            return Optional.empty();
        }
        return switch (tag.getInt(0)) {
            case 0x63757276 -> parseCurv(tag);
            case 0x70617261 -> parsePara(tag);
            default -> Optional.empty();
        };
    }

    private static Optional<ToneCurve> parseCurv(ByteBuffer tag) {
        int count = tag.getInt(8);
        if (count == 0) {
            return Optional.of(new Gamma(1));
        }
        if (count < 0 || 12 + 2L * count > tag.limit()) {
            return Optional.empty();
        }
        if (count == 1) {
            return Optional.of(new Gamma(Short.toUnsignedInt(tag.getShort(12)) / 256.0));
        }
        var points = new double[count];
        for (int i = 0; i < count; i++) {
            points[i] = Short.toUnsignedInt(tag.getShort(12 + 2 * i)) / SHORT;
        }
        return Optional.of(Points.of(points));
    }

    private static Optional<ToneCurve> parsePara(ByteBuffer tag) {
        int type = Short.toUnsignedInt(tag.getShort(8));
        if (type >= Parametric.PARAMETERS.length) {
            return Optional.empty();
        }
        int count = Parametric.PARAMETERS[type];
        if (12 + 4 * count > tag.limit()) {
            return Optional.empty();
        }
        var parameters = new ArrayList<Double>();
        for (int i = 0; i < count; i++) {
            parameters.add(tag.getInt(12 + 4 * i) / FIXED);
        }
        return Optional.of(new Parametric(type, parameters));
    }

    /// `x` to the power of `exponent`.
    record Gamma(double exponent) implements ToneCurve {

        @Override
        public double at(double x) {
            return Math.pow(x, exponent);
        }

        @Override
        public ColourSpace.ToneCurve onWire() {
            return new ColourSpace.ToneCurve("gamma", List.of(exponent));
        }
    }

    /// One of the five functions of a `para` tag, parameters in the order g a b c d e f.
    record Parametric(int type, List<Double> parameters) implements ToneCurve {

        private static final int[] PARAMETERS = {1, 3, 4, 5, 7};

        public Parametric {
            parameters = List.copyOf(parameters);
        }

        @Override
        public double at(double x) {
            return switch (type) {
                case 0 -> Math.pow(x, p(0));
                case 1 -> isPower(x) ? power(x) : 0;
                case 2 -> isPower(x) ? power(x) + p(3) : p(3);
                case 3 -> x >= p(4) ? power(x) : p(3) * x;
                default -> x >= p(4) ? power(x) + p(5) : p(3) * x + p(6);
            };
        }

        @Override
        public ColourSpace.ToneCurve onWire() {
            var values = new ArrayList<Double>();
            values.add((double) type);
            values.addAll(parameters);
            return new ColourSpace.ToneCurve("parametric", values);
        }

        private boolean isPower(double x) {
            return p(1) * x + p(2) >= 0;
        }

        private double power(double x) {
            return Math.pow(Math.max(0, p(1) * x + p(2)), p(0));
        }

        private double p(int index) {
            return parameters.get(index);
        }
    }

    /// At most 33 samples on 0..1, straight lines between them.
    record Points(List<Double> samples) implements ToneCurve {

        public Points {
            samples = List.copyOf(samples);
        }

        /// Thins a longer table out.
        static Points of(double[] table) {
            int count = Math.min(POINTS, table.length);
            var samples = new ArrayList<Double>();
            for (int i = 0; i < count; i++) {
                samples.add(interpolate(table, (double) i / (count - 1)));
            }
            return new Points(samples);
        }

        @Override
        public double at(double x) {
            return interpolate(samples.stream().mapToDouble(Double::doubleValue).toArray(), x);
        }

        @Override
        public ColourSpace.ToneCurve onWire() {
            return new ColourSpace.ToneCurve("points", samples);
        }

        private static double interpolate(double[] table, double x) {
            double position = x * (table.length - 1);
            int below = Math.min((int) position, table.length - 2);
            return table[below] + (position - below) * (table[below + 1] - table[below]);
        }
    }
}
