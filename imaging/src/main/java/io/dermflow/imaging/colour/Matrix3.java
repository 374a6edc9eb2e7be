package io.dermflow.imaging.colour;

import java.util.Arrays;
import java.util.List;

/// A 3x3 matrix for colours as columns: nine numbers, row by row.
public record Matrix3(List<Double> rows) {

    /// Bradford adaptation (Lindbloom).
    public static final Matrix3 D65_TO_D50 =
            of(
                    1.0478112,
                    0.0228866,
                    -0.0501270, //
                    0.0295424,
                    0.9904844,
                    -0.0170491, //
                    -0.0092345,
                    0.0150436,
                    0.7521316);

    /// Bradford adaptation (Lindbloom).
    public static final Matrix3 D50_TO_D65 =
            of(
                    0.9555766,
                    -0.0230393,
                    0.0631636, //
                    -0.0282895,
                    1.0099416,
                    0.0210077, //
                    0.0122982,
                    -0.0204830,
                    1.3299098);

    /// Linear sRGB to XYZ D65 (IEC 61966-2-1 primaries, Lindbloom's seven digits).
    public static final Matrix3 SRGB_TO_XYZ =
            of(
                    0.4124564, 0.3575761, 0.1804375, //
                    0.2126729, 0.7151522, 0.0721750, //
                    0.0193339, 0.1191920, 0.9503041);

    public static final Matrix3 XYZ_TO_SRGB = SRGB_TO_XYZ.inverse();

    public Matrix3 {
        rows = List.copyOf(rows);
        if (rows.size() != 9) {
            throw new IllegalArgumentException("a 3x3 matrix has nine numbers, not " + rows.size());
        }
    }

    public static Matrix3 of(double... rows) {
        return new Matrix3(Arrays.stream(rows).boxed().toList());
    }

    public double at(int row, int column) {
        return rows.get(3 * row + column);
    }

    public Xyz times(Xyz v) {
        return new Xyz(
                at(0, 0) * v.x() + at(0, 1) * v.y() + at(0, 2) * v.z(),
                at(1, 0) * v.x() + at(1, 1) * v.y() + at(1, 2) * v.z(),
                at(2, 0) * v.x() + at(2, 1) * v.y() + at(2, 2) * v.z());
    }

    public Matrix3 times(Matrix3 right) {
        var product = new double[9];
        for (var i = 0; i < 9; i++) {
            for (var k = 0; k < 3; k++) {
                product[i] += at(i / 3, k) * right.at(k, i % 3);
            }
        }
        return of(product);
    }

    /// @throws ArithmeticException when the matrix has no inverse
    public Matrix3 inverse() {
        var cofactors = new double[9];
        for (var i = 0; i < 9; i++) {
            cofactors[i] = cofactor(i % 3, i / 3);
        }
        var determinant =
                at(0, 0) * cofactors[0] + at(0, 1) * cofactors[3] + at(0, 2) * cofactors[6];
        if (Math.abs(determinant) < 1e-12) {
            throw new ArithmeticException("matrix without an inverse");
        }
        for (var i = 0; i < 9; i++) {
            cofactors[i] /= determinant;
        }
        return of(cofactors);
    }

    private double cofactor(int row, int column) {
        var r1 = (row + 1) % 3;
        var r2 = (row + 2) % 3;
        var c1 = (column + 1) % 3;
        var c2 = (column + 2) % 3;
        return at(r1, c1) * at(r2, c2) - at(r1, c2) * at(r2, c1);
    }
}
