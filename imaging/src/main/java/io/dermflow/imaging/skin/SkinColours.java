package io.dermflow.imaging.skin;

import org.opencv.core.CvType;
import org.opencv.core.Mat;

/// The answer of [SkinMask]'s rules for each of the 16,777,216 colours, a bit each: 2 MiB. Looking
/// an answer up takes a tenth of the time of working it out, and all steps that ask for skin ask
/// for it several times in one picture.
final class SkinColours {

    private static final int LEVELS = 256;

    private static final SkinColours ALL = new SkinColours();

    private final long[] bits = new long[LEVELS * LEVELS * LEVELS / Long.SIZE];

    private SkinColours() {
        var plane = new Mat(LEVELS, LEVELS, CvType.CV_8UC3);
        var colours = new byte[LEVELS * LEVELS * 3];
        var skin = new byte[LEVELS * LEVELS];
        for (var blue = 0; blue < LEVELS; blue++) {
            fill(colours, blue);
            plane.put(0, 0, colours);
            var mask = SkinRules.mask(plane);
            mask.get(0, 0, skin);
            mask.release();
            keep(skin, blue);
        }
        plane.release();
    }

    private static void fill(byte[] colours, int blue) {
        for (var i = 0; i < LEVELS * LEVELS; i++) {
            colours[3 * i] = (byte) blue;
            colours[3 * i + 1] = (byte) (i / LEVELS);
            colours[3 * i + 2] = (byte) i;
        }
    }

    private void keep(byte[] skin, int blue) {
        for (var i = 0; i < skin.length; i++) {
            if (skin[i] != 0) {
                var colour = blue * LEVELS * LEVELS + i;
                bits[colour / Long.SIZE] |= 1L << colour;
            }
        }
    }

    /// Makes the table, if it is not made yet: loading this class does.
    static void prepare() {}

    /// @param bgr 8UC3, stays the caller's
    /// @return 8UC1, 255 where the rules say skin; owned by the caller
    static Mat mask(Mat bgr) {
        var mask = new Mat(bgr.size(), CvType.CV_8UC1);
        var row = new byte[bgr.cols() * 3];
        var answers = new byte[bgr.cols()];
        for (var y = 0; y < bgr.rows(); y++) {
            bgr.get(y, 0, row);
            for (var x = 0; x < answers.length; x++) {
                answers[x] = ALL.isSkin(row[3 * x], row[3 * x + 1], row[3 * x + 2]);
            }
            mask.put(y, 0, answers);
        }
        return mask;
    }

    private byte isSkin(byte blue, byte green, byte red) {
        var colour = (blue & 0xFF) << 16 | (green & 0xFF) << 8 | red & 0xFF;
        return (byte) -(bits[colour / Long.SIZE] >>> colour & 1);
    }
}
