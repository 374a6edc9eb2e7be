package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// Writes the canonical PNG: IHDR, PLTE, tRNS, IDAT in pieces of 32 KiB, IEND.
final class PngCanonicalWriter {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int IDAT_BYTES = 32 << 10;

    private final OutputStream out;
    private final byte[] idat = new byte[IDAT_BYTES];
    private int idatLength;

    PngCanonicalWriter(OutputStream out) {
        this.out = out;
    }

    void signature() throws IOException {
        out.write(SIGNATURE);
    }

    void chunk(String type, byte[] body) throws IOException {
        chunk(type, body, body.length);
    }

    /// Adds to the IDAT chunks.
    void pixels(byte[] buffer, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            int taken = Math.min(to - at, IDAT_BYTES - idatLength);
            System.arraycopy(buffer, at, idat, idatLength, taken);
            idatLength += taken;
            at += taken;
            if (idatLength == IDAT_BYTES) {
                flushPixels();
            }
        }
    }

    void end() throws IOException {
        flushPixels();
        chunk("IEND", new byte[0]);
    }

    private void flushPixels() throws IOException {
        if (idatLength > 0) {
            chunk("IDAT", idat, idatLength);
            idatLength = 0;
        }
    }

    private void chunk(String type, byte[] body, int length) throws IOException {
        byte[] name = type.getBytes(ISO_8859_1);
        var crc = new CRC32();
        crc.update(name);
        crc.update(body, 0, length);
        out.write(ByteBuffer.allocate(8).putInt(length).put(name).array());
        out.write(body, 0, length);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
