package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Writes the canonical WebP: the image chunk alone, or VP8X, ALPH and `VP8 ` where a lossy picture
/// is transparent. All sizes are known when the image chunk begins, so it streams.
final class WebpCanonicalWriter {

    private static final int CHUNK_HEAD = 8;
    private static final int EXTENDED = 10;
    private static final int ALPHA_FLAG = 0x10;

    private final OutputStream out;

    WebpCanonicalWriter(OutputStream out) {
        this.out = out;
    }

    void beginImage(WebpChunk image, WebpSize size, byte @Nullable [] alpha) throws IOException {
        long extra = alpha == null ? 0 : CHUNK_HEAD + EXTENDED + CHUNK_HEAD + padded(alpha.length);
        head("RIFF", 4 + extra + CHUNK_HEAD + padded(image.length()));
        out.write("WEBP".getBytes(ISO_8859_1));
        if (alpha != null) {
            head("VP8X", EXTENDED);
            out.write(extended(size));
            head("ALPH", alpha.length);
            out.write(alpha);
            pad(alpha.length);
        }
        head(image.type(), image.length());
    }

    void image(byte[] buffer, int from, int to) throws IOException {
        out.write(buffer, from, to - from);
    }

    void endImage(long length) throws IOException {
        pad(length);
    }

    private void head(String type, long length) throws IOException {
        out.write(
                ByteBuffer.allocate(CHUNK_HEAD)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(type.getBytes(ISO_8859_1))
                        .putInt((int) length)
                        .array());
    }

    private static byte[] extended(WebpSize size) {
        int width = size.width() - 1;
        int height = size.height() - 1;
        return ByteBuffer.allocate(EXTENDED)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(ALPHA_FLAG)
                .putShort((short) width)
                .put((byte) (width >> 16))
                .putShort((short) height)
                .put((byte) (height >> 16))
                .array();
    }

    private void pad(long length) throws IOException {
        if (length % 2 == 1) {
            out.write(0);
        }
    }

    private static long padded(long length) {
        return length + length % 2;
    }
}
