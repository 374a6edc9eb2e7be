package io.dermflow.ingest.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The body of the image chunk: rules W4 and W5. Reads its first bytes and the sizes of its token
/// partitions; all of it passes through.
final class WebpBitstream {

    /// More than the header of a lossy frame takes up to the number of its partitions.
    private static final int PREFIX = 80;

    private static final int LOSSLESS_HEADER = 5;
    private static final int LOSSLESS_SIGNATURE = 0x2F;

    private final WebpChunk chunk;
    private final @Nullable WebpSize canvas;
    private final byte @Nullable [] alpha;
    private final ImageLimits limits;
    private final WebpCanonicalWriter writer;
    private final byte[] prefix;
    private int collected;
    private long passed;
    private @Nullable WebpSize size;
    private @Nullable Vp8Partitions partitions;

    /// @param canvas the size that an extended header gave, or null
    /// @param alpha the alpha plane that goes with it, or null
    WebpBitstream(
            WebpChunk chunk,
            @Nullable WebpSize canvas,
            byte @Nullable [] alpha,
            ImageLimits limits,
            WebpCanonicalWriter writer) {
        this.chunk = chunk;
        this.canvas = canvas;
        this.alpha = alpha;
        this.limits = limits;
        this.writer = writer;
        prefix = new byte[(int) Math.min(PREFIX, chunk.length())];
    }

    void feed(byte[] buffer, int from, int to) throws ImageRefused, IOException {
        int taken = Math.min(to - from, prefix.length - collected);
        System.arraycopy(buffer, from, prefix, collected, taken);
        collected += taken;
        if (size == null && collected == prefix.length) {
            open();
        }
        pass(buffer, from + taken, to);
    }

    void end() throws ImageRefused, IOException {
        if (size == null) {
            throw chunk.truncated("W4", "no picture in the chunk");
        }
        writer.endImage(chunk.length());
    }

    WebpSize size() {
        if (size == null) {
            throw new IllegalStateException("no size yet");
        }
        return size;
    }

    private void open() throws ImageRefused, IOException {
        var read = chunk.is("VP8L") ? lossless() : lossy();
        limits.check(read.width(), read.height(), chunk.offset());
        if (canvas != null && !canvas.equals(read)) {
            throw chunk.corrupt("W5", "canvas and picture differ in size");
        }
        size = read;
        writer.beginImage(chunk, read, alpha);
        pass(prefix, 0, prefix.length);
    }

    private WebpSize lossless() throws ImageRefused {
        if (prefix.length < LOSSLESS_HEADER) {
            throw chunk.truncated("W5", "lossless header");
        }
        int version = (prefix[LOSSLESS_HEADER - 1] & 0xFF) >> 5;
        if (prefix[0] != LOSSLESS_SIGNATURE || version != 0) {
            throw chunk.corrupt("W5", "lossless header");
        }
        return WebpSize.ofLossless(prefix);
    }

    private WebpSize lossy() throws ImageRefused {
        partitions = Vp8Partitions.parse(chunk, prefix);
        var read = WebpSize.ofLossy(prefix);
        if (read.width() == 0 || read.height() == 0) {
            throw chunk.corrupt("W4", "a side of 0");
        }
        return read;
    }

    private void pass(byte[] buffer, int from, int to) throws ImageRefused, IOException {
        if (from == to) {
            return;
        }
        if (partitions != null) {
            partitions.observe(buffer, from, to, passed);
        }
        writer.image(buffer, from, to);
        passed += to - from;
    }
}
