package io.dermflow.imaging.texture;

/// Uniform local binary patterns of eight neighbours at a distance of one (Ojala, Pietikainen and
/// Maenpaa 2002; as scikit-image computes them): 0 is a bright dot, 8 a dark one or a plain, 9 no
/// uniform pattern.
public final class LocalBinaryPattern {

    /// All neighbours are at least as bright.
    public static final int DARK_DOT = 8;

    private static final int NEIGHBOURS = 8;
    private static final int NOT_UNIFORM = 9;
    private static final double[] COLUMN = new double[NEIGHBOURS];
    private static final double[] ROW = new double[NEIGHBOURS];

    static {
        for (var i = 0; i < NEIGHBOURS; i++) {
            var angle = 2 * Math.PI * i / NEIGHBOURS;
            COLUMN[i] = rounded(Math.cos(angle));
            ROW[i] = rounded(-Math.sin(angle));
        }
    }

    private LocalBinaryPattern() {}

    /// @param values row by row; beyond the border counts as 0
    public static int at(float[] values, int width, int x, int y) {
        var centre = values[y * width + x];
        var ones = 0;
        var changes = 0;
        var before = false;
        for (var i = 0; i < NEIGHBOURS; i++) {
            var bright = between(values, width, x + COLUMN[i], y + ROW[i]) - centre >= 0;
            ones += bright ? 1 : 0;
            changes += i > 0 && bright != before ? 1 : 0;
            before = bright;
        }
        // As scikit-image: the step from the last neighbour to the first does not count.
        return changes <= 2 ? ones : NOT_UNIFORM;
    }

    private static double between(float[] values, int width, double x, double y) {
        var left = (int) Math.floor(x);
        var top = (int) Math.floor(y);
        var right = x - left;
        var low = y - top;
        return (1 - low)
                        * ((1 - right) * value(values, width, left, top)
                                + right * value(values, width, left + (right > 0 ? 1 : 0), top))
                + low
                        * ((1 - right) * value(values, width, left, top + 1)
                                + right * value(values, width, left + 1, top + 1));
    }

    private static double value(float[] values, int width, int x, int y) {
        return x < 0 || y < 0 || x >= width || y >= values.length / width
                ? 0
                : values[y * width + x];
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e5) / 1e5;
    }
}
