package io.dermflow.imaging.card;

import io.dermflow.imaging.decode.OpenCvLibrary;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/// Dermflow's card as a file for the printer, at true size.
public final class PrintedCard {

    private static final double MM_PER_INCH = 25.4;
    private static final double DOTS_PER_INCH = 600;
    static final double PIXELS_PER_MM = DOTS_PER_INCH / MM_PER_INCH;

    private static final int MM_PER_M = 1000;

    /// Where the chunk IHDR ends in every PNG: 8 bytes of signature, 25 of IHDR.
    private static final int AFTER_HEADER = 33;

    private static final byte METRES = 1;

    private PrintedCard() {}

    /// The card alone, 600 dpi by its pHYs chunk (PNG, third edition, 11.3.4.3): right to half a
    /// pixel, 0.02 mm.
    public static byte[] png() {
        OpenCvLibrary.load();
        var card = CardSheet.draw(PIXELS_PER_MM);
        var encoded = new MatOfByte();
        try {
            Imgcodecs.imencode(".png", card, encoded);
            return withDensity(encoded.toArray());
        } finally {
            encoded.release();
            card.release();
        }
    }

    /// A page of A4 with the card in its middle, exactly 85.60 x 53.98 mm, and a hairline around it
    /// to cut along.
    public static byte[] pdf() {
        OpenCvLibrary.load();
        var card = CardSheet.draw(PIXELS_PER_MM);
        try {
            return CardPage.of(rgb(card), card.cols(), card.rows());
        } finally {
            card.release();
        }
    }

    private static byte[] withDensity(byte[] png) {
        var perMetre = (int) Math.rint(PIXELS_PER_MM * MM_PER_M);
        var typed =
                ByteBuffer.allocate(13)
                        .put("pHYs".getBytes(StandardCharsets.US_ASCII))
                        .putInt(perMetre)
                        .putInt(perMetre)
                        .put(METRES)
                        .array();
        var crc = new CRC32();
        crc.update(typed);
        var out = new ByteArrayOutputStream();
        out.write(png, 0, AFTER_HEADER);
        out.writeBytes(ByteBuffer.allocate(4).putInt(typed.length - 4).array());
        out.writeBytes(typed);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        out.writeBytes(Arrays.copyOfRange(png, AFTER_HEADER, png.length));
        return out.toByteArray();
    }

    private static byte[] rgb(Mat bgr) {
        var bytes = new byte[bgr.rows() * bgr.cols() * 3];
        bgr.get(0, 0, bytes);
        for (var i = 0; i < bytes.length; i += 3) {
            var blue = bytes[i];
            bytes[i] = bytes[i + 2];
            bytes[i + 2] = blue;
        }
        return bytes;
    }
}
