package io.dermflow.ingest.image;

import io.dermflow.events.ColourSpace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The cHRM and gAMA chunks of a PNG as a colour space: RGB to XYZ from the chromaticities of white
/// and primaries, adapted to D50 by Bradford (formulas as in ICC.1:2010 annex E).
final class Chromaticities {

    private static final double SCALE = 100_000;

    /// What PNG writers put beside an sRGB chunk: 1/2.2 stands for the sRGB curve.
    private static final double SRGB_GAMMA = 0.45455;

    private static final double GAMMA_TOLERANCE = 0.0005;
    private static final double[] D50 = {0.9642, 1, 0.8249};
    private static final double[][] BRADFORD = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };

    private Chromaticities() {}

    /// @param primaries x and y of white, red, green, blue
    /// @param gamma exponent of the encoding
    static ColourSpace colourSpace(byte[] primaries, byte[] gamma) {
        double encoding = ByteBuffer.wrap(gamma).getInt() / SCALE;
        var matrix = matrix(ByteBuffer.wrap(primaries));
        boolean sane = encoding > 0 && matrix.stream().allMatch(Double::isFinite);
        if (!sane) {
            return new ColourSpace(ColourSpace.Kind.UNKNOWN, null, null, false);
        }
        boolean likeSrgb = Math.abs(encoding - SRGB_GAMMA) <= GAMMA_TOLERANCE;
        var srgb = KnownSpaces.named(matrix, KnownSpaces.SRGB_CURVE);
        return likeSrgb && srgb.kind() == ColourSpace.Kind.SRGB
                ? srgb
                : KnownSpaces.named(matrix, new ToneCurve.Gamma(1 / encoding));
    }

    private static List<Double> matrix(ByteBuffer primaries) {
        double[] white = xyz(primaries, 0);
        double[][] columns = transposed(xyz(primaries, 1), xyz(primaries, 2), xyz(primaries, 3));
        double[] scale = times(inverse(columns), white);
        double[][] toWhite = scaled(columns, scale);
        double[][] adapted = times(adaptation(white), toWhite);
        var flat = new ArrayList<Double>();
        for (double[] row : adapted) {
            for (double value : row) {
                flat.add(value);
            }
        }
        return flat;
    }

    private static double[] xyz(ByteBuffer primaries, int index) {
        double x = primaries.getInt(8 * index) / SCALE;
        double y = primaries.getInt(8 * index + 4) / SCALE;
        return new double[] {x / y, 1, (1 - x - y) / y};
    }

    private static double[][] adaptation(double[] white) {
        double[] from = times(BRADFORD, white);
        double[] to = times(BRADFORD, D50);
        double[] ratio = {to[0] / from[0], to[1] / from[1], to[2] / from[2]};
        return times(scaled(inverse(BRADFORD), ratio), BRADFORD);
    }

    private static double[][] transposed(double[]... columns) {
        double[][] rows = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                rows[row][column] = columns[column][row];
            }
        }
        return rows;
    }

    /// Each column times its factor.
    private static double[][] scaled(double[][] matrix, double[] factors) {
        double[][] result = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                result[row][column] = matrix[row][column] * factors[column];
            }
        }
        return result;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] result = new double[3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                result[row] += matrix[row][column] * vector[column];
            }
        }
        return result;
    }

    private static double[][] times(double[][] left, double[][] right) {
        double[][] result = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int k = 0; k < 3; k++) {
                    result[row][column] += left[row][k] * right[k][column];
                }
            }
        }
        return result;
    }

    /// By cofactors; a singular matrix gives no finite numbers.
    private static double[][] inverse(double[][] m) {
        double[][] cofactors = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                int r1 = (row + 1) % 3;
                int r2 = (row + 2) % 3;
                int c1 = (column + 1) % 3;
                int c2 = (column + 2) % 3;
                cofactors[column][row] = m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1];
            }
        }
        double determinant =
                m[0][0] * cofactors[0][0] + m[0][1] * cofactors[1][0] + m[0][2] * cofactors[2][0];
        return scaled(cofactors, new double[] {1 / determinant, 1 / determinant, 1 / determinant});
    }
}
