package io.dermflow.imaging.calibration;

import io.dermflow.imaging.colour.Srgb;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/// What turns the colours of a picture into those by daylight: an affine map of linear sRGB.
///
/// @param basis what it was made of
/// @param rows three rows of four numbers: red, green, blue, constant
/// @param residual mean CIEDE2000 that is left on the patches; 0 without patches
public record ColourCorrection(Basis basis, List<Double> rows, double residual) {

    /// How much a correction is worth, best first.
    public enum Basis {
        /// Colour patches of a card.
        PATCHES,
        /// The bare paper of a card: the light's colour is known, the camera's is not.
        NEUTRAL,
        /// The picture's own surroundings, taken for grey: a guess.
        GRAY_WORLD,
        /// None: the picture as it came.
        NONE
    }

    private static final int LEVELS = 256;

    /// A table of the standard's curve, which OpenCV has not: 12 bits leave errors under half a
    /// level of eight bits except next to black.
    private static final int FINE = 4096;

    private static final byte[] ENCODED = encoded();

    public ColourCorrection {
        rows = List.copyOf(rows);
        if (rows.size() != 12) {
            throw new IllegalArgumentException("needs 3 x 4 numbers, not " + rows.size());
        }
    }

    /// Changes nothing.
    public static ColourCorrection none() {
        return of(Basis.NONE, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
    }

    static ColourCorrection of(Basis basis, double residual, double... rows) {
        return new ColourCorrection(basis, Arrays.stream(rows).boxed().toList(), residual);
    }

    /// Whether a card made it.
    public boolean byCard() {
        return basis == Basis.PATCHES || basis == Basis.NEUTRAL;
    }

    LinearRgb apply(LinearRgb colour) {
        return new LinearRgb(row(0, colour), row(1, colour), row(2, colour));
    }

    private double row(int row, LinearRgb colour) {
        return rows.get(4 * row) * colour.red()
                + rows.get(4 * row + 1) * colour.green()
                + rows.get(4 * row + 2) * colour.blue()
                + rows.get(4 * row + 3);
    }

    /// @param bgr 8UC3 sRGB, stays the caller's
    /// @return 8UC3 sRGB, owned by the caller
    public Mat apply(Mat bgr) {
        var light = linear(bgr);
        var matrix = bgrMatrix();
        Core.transform(light, light, matrix);
        matrix.release();
        // Beyond what sRGB can show is clipped, as everywhere.
        Core.multiply(light, Scalar.all(FINE - 1.0), light);
        var fine = new Mat();
        light.convertTo(fine, CvType.CV_16UC3);
        light.release();
        return encode(fine);
    }

    /// @return 32FC3 BGR, light 0..1; owned by the caller
    static Mat linear(Mat bgr) {
        var table = new Mat(1, LEVELS, CvType.CV_32F);
        var values = new float[LEVELS];
        for (var i = 0; i < LEVELS; i++) {
            values[i] = (float) Srgb.toLinear(i / 255.0);
        }
        table.put(0, 0, values);
        var light = new Mat();
        Core.LUT(bgr, table, light);
        table.release();
        return light;
    }

    /// The same map for channels in OpenCV's order.
    private Mat bgrMatrix() {
        var matrix = new Mat(3, 4, CvType.CV_64F);
        for (var to = 0; to < 3; to++) {
            for (var from = 0; from < 3; from++) {
                matrix.put(to, from, rows.get(4 * (2 - to) + 2 - from));
            }
            matrix.put(to, 3, rows.get(4 * (2 - to) + 3));
        }
        return matrix;
    }

    /// Takes over the values, 16UC3 up to FINE.
    private static Mat encode(Mat fine) {
        var encoded = new Mat(fine.size(), CvType.CV_8UC3);
        var row = new short[fine.cols() * 3];
        var bytes = new byte[row.length];
        for (var y = 0; y < fine.rows(); y++) {
            fine.get(y, 0, row);
            for (var i = 0; i < row.length; i++) {
                bytes[i] = ENCODED[Math.min(FINE - 1, row[i] & 0xFFFF)];
            }
            encoded.put(y, 0, bytes);
        }
        fine.release();
        return encoded;
    }

    private static byte[] encoded() {
        var table = new byte[FINE];
        for (var i = 0; i < FINE; i++) {
            table[i] = (byte) Math.round(255 * Srgb.toEncoded(i / (FINE - 1.0)));
        }
        return table;
    }
}
