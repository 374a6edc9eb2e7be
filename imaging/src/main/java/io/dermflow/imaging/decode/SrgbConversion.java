package io.dermflow.imaging.decode;

import io.dermflow.imaging.colour.Matrix3;
import io.dermflow.imaging.colour.Srgb;
import org.opencv.core.Mat;

/// Converts pixels of another colour space to sRGB: one table look-up a channel, one matrix in
/// linear light (relative colorimetric, white to white by Bradford), one look-up back. Colours
/// outside sRGB are clipped.
public final class SrgbConversion {

    /// Linear light in 12 bits and the rounding of the table stay under half an 8-bit step.
    private static final int STEPS = 1 << 14;

    private static final byte[] ENCODED = encodedTable();

    private SrgbConversion() {}

    /// Converts in place and says whether there was anything to do.
    ///
    /// @param bgr 8UC3, stays the caller's
    public static boolean toSrgb(Mat bgr, SourceColour source) {
        var space = RgbSpace.of(source);
        space.ifPresent(from -> convert(bgr, from));
        return space.isPresent();
    }

    private static void convert(Mat bgr, RgbSpace from) {
        var linear = new float[256];
        for (var i = 0; i < linear.length; i++) {
            linear[i] = (float) from.curve().toLinear(i / 255.0);
        }
        var matrix = floats(from.toLinearSrgb());
        var row = new byte[bgr.cols() * 3];
        for (var y = 0; y < bgr.rows(); y++) {
            bgr.get(y, 0, row);
            convertRow(row, linear, matrix);
            bgr.put(y, 0, row);
        }
    }

    private static void convertRow(byte[] row, float[] linear, float[] m) {
        for (var i = 0; i < row.length; i += 3) {
            var b = linear[row[i] & 0xFF];
            var g = linear[row[i + 1] & 0xFF];
            var r = linear[row[i + 2] & 0xFF];
            row[i] = encode(m[6] * r + m[7] * g + m[8] * b);
            row[i + 1] = encode(m[3] * r + m[4] * g + m[5] * b);
            row[i + 2] = encode(m[0] * r + m[1] * g + m[2] * b);
        }
    }

    private static byte encode(float linear) {
        return ENCODED[Math.clamp((int) (linear * STEPS + 0.5f), 0, STEPS)];
    }

    private static float[] floats(Matrix3 matrix) {
        var values = new float[9];
        for (var i = 0; i < values.length; i++) {
            values[i] = matrix.rows().get(i).floatValue();
        }
        return values;
    }

    private static byte[] encodedTable() {
        var table = new byte[STEPS + 1];
        for (var i = 0; i <= STEPS; i++) {
            table[i] = (byte) Math.round(255 * Srgb.toEncoded(i / (double) STEPS));
        }
        return table;
    }
}
