package io.dermflow.ingest.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known so far of the picture in a PNG, and the order of its chunks: rules P1, P4 and P5.
final class PngPicture implements AutoCloseable {

    /// What the walk does with a chunk's body.
    enum Use {
        READ,
        PIXELS,
        SKIP
    }

    private final ImageLimits limits;
    private final PngCanonicalWriter writer;
    private final Notes notes;
    private final PngMetadata metadata;
    private @Nullable PngHeader header;
    private @Nullable PngPalette palette;
    private @Nullable PngPixels pixels;
    private @Nullable PngChunk last;

    PngPicture(ImageLimits limits, PngCanonicalWriter writer, Notes notes) {
        this.limits = limits;
        this.writer = writer;
        this.notes = notes;
        metadata = new PngMetadata(limits);
    }

    /// Takes the head of a chunk.
    Use begin(PngChunk chunk) throws ImageRefused, IOException {
        var before = last;
        last = chunk;
        checkFirst(chunk, before);
        return switch (chunk.type()) {
            case "IHDR" -> Use.READ;
            case "PLTE" -> {
                PngPalette.checkLength(chunk);
                yield Use.READ;
            }
            case "IDAT" -> {
                beginPixels(chunk, before);
                yield Use.PIXELS;
            }
            case "IEND" -> {
                end(chunk);
                yield Use.SKIP;
            }
            default -> ancillary(chunk);
        };
    }

    /// Takes the body of a chunk whose checksum was right.
    void read(PngChunk chunk, byte[] body) throws ImageRefused {
        switch (chunk.type()) {
            case "IHDR" -> {
                header = PngHeader.parse(chunk, body, limits);
                palette = new PngPalette(header);
            }
            case "PLTE" -> palette().colours(chunk, body, pixels != null);
            case "tRNS" -> palette().transparency(body, pixels != null);
            case "acTL" -> checkStill(chunk, body);
            default -> metadata.read(chunk, body);
        }
    }

    void pixels(byte[] buffer, int from, int to, PngChunk chunk) throws ImageRefused, IOException {
        Optional.ofNullable(pixels).orElseThrow().feed(buffer, from, to, chunk);
    }

    AcceptedImage accepted() {
        var whole = header();
        return new AcceptedImage(
                FormatSniffer.Format.PNG.mediaType(),
                whole.width(),
                whole.height(),
                metadata.orientation(),
                metadata.colourSpace(whole.isGrey(), notes),
                notes.asList());
    }

    @Override
    public void close() {
        if (pixels != null) {
            pixels.close();
        }
    }

    private static void checkFirst(PngChunk chunk, @Nullable PngChunk before) throws ImageRefused {
        boolean first = before == null;
        if (first != chunk.is("IHDR") || first && chunk.length() != PngHeader.LENGTH) {
            throw chunk.corrupt("P1", "image header");
        }
    }

    private void beginPixels(PngChunk chunk, @Nullable PngChunk before)
            throws ImageRefused, IOException {
        if (pixels == null) {
            palette().checkPresent(chunk);
            writer.signature();
            writer.chunk("IHDR", header().body());
            palette().write(writer);
            pixels = new PngPixels(header(), writer);
        } else if (before == null || !before.is("IDAT")) {
            throw chunk.corrupt("P4", "pixel data is not consecutive");
        }
    }

    private void end(PngChunk chunk) throws ImageRefused, IOException {
        if (pixels == null) {
            throw chunk.corrupt("P4", "no pixel data");
        }
        long leftOver = pixels.end(chunk);
        if (leftOver > 0) {
            notes.add(Note.Kind.GARBAGE, leftOver);
        }
        writer.end();
    }

    private Use ancillary(PngChunk chunk) throws ImageRefused {
        if (chunk.isCritical()) {
            throw chunk.corrupt("P4", "unknown critical chunk");
        }
        boolean read = chunk.is("tRNS") && chunk.length() <= 256;
        read |= chunk.is("acTL") && chunk.length() == 8;
        return read || metadata.reads(chunk) ? Use.READ : Use.SKIP;
    }

    private void checkStill(PngChunk chunk, byte[] body) throws ImageRefused {
        int frames = ByteBuffer.wrap(body).getInt();
        if (pixels == null && Integer.compareUnsigned(frames, 1) > 0) {
            throw ImageRefused.animated("P5", chunk.offset());
        }
    }

    private PngHeader header() {
        return Optional.ofNullable(header).orElseThrow();
    }

    private PngPalette palette() {
        return Optional.ofNullable(palette).orElseThrow();
    }
}
