package io.dermflow.ingest.image;

import io.dermflow.events.ColourSpace;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known so far of the picture in a WebP: rules W2, W3, W5 and W6.
final class WebpPicture {

    /// What the walk does with a chunk's body.
    enum Use {
        READ,
        PIXELS,
        SKIP
    }

    private static final int MAX_EXIF = 64 << 10;
    private static final int EXTENDED_LENGTH = 10;
    private static final int ANIMATED = 0x02;

    private final ImageLimits limits;
    private final WebpCanonicalWriter writer;
    private final Notes notes;
    private boolean begun;
    private @Nullable WebpSize canvas;
    private byte @Nullable [] alpha;
    private byte @Nullable [] profile;
    private @Nullable ExifTags exif;
    private @Nullable WebpBitstream image;

    WebpPicture(ImageLimits limits, WebpCanonicalWriter writer, Notes notes) {
        this.limits = limits;
        this.writer = writer;
        this.notes = notes;
    }

    /// Takes the head of a chunk.
    Use begin(WebpChunk chunk) throws ImageRefused {
        boolean first = !begun;
        begun = true;
        boolean opens = chunk.is("VP8X") || chunk.isImage();
        if (first ? !opens : chunk.is("VP8X")) {
            throw chunk.corrupt("W2", "order of the chunks");
        }
        return switch (chunk.type()) {
            case "VP8X" -> beginExtended(chunk);
            case "VP8 ", "VP8L" -> beginImage(chunk);
            case "ALPH" -> beginAlpha(chunk);
            case "ANIM", "ANMF" -> throw ImageRefused.animated("W3", chunk.offset());
            case "ICCP" -> beginProfile(chunk);
            case "EXIF" -> exif == null && chunk.length() <= MAX_EXIF ? Use.READ : Use.SKIP;
            default -> Use.SKIP;
        };
    }

    /// Takes the whole body of a chunk.
    void read(WebpChunk chunk, byte[] body) throws ImageRefused {
        switch (chunk.type()) {
            case "VP8X" -> readExtended(chunk, body);
            case "ALPH" -> alpha = body;
            case "ICCP" -> profile = body;
            case "EXIF" -> exif = ExifTags.parseChunk(body);
            default -> throw new IllegalStateException(chunk.type());
        }
    }

    /// Takes a part of the image chunk's body.
    void pixels(byte[] buffer, int from, int to) throws ImageRefused, IOException {
        image().feed(buffer, from, to);
    }

    void endPixels() throws ImageRefused, IOException {
        image().end();
    }

    void end(long offset) throws ImageRefused {
        if (image == null) {
            throw ImageRefused.corrupt("W2", offset, "no image chunk");
        }
    }

    AcceptedImage accepted() {
        var size = image().size();
        return new AcceptedImage(
                FormatSniffer.Format.WEBP.mediaType(),
                size.width(),
                size.height(),
                exif == null ? ExifTags.UPRIGHT : exif.orientation(),
                colourSpace(),
                notes.asList());
    }

    private static Use beginExtended(WebpChunk chunk) throws ImageRefused {
        if (chunk.length() != EXTENDED_LENGTH) {
            throw chunk.corrupt("W5", "extended header");
        }
        return Use.READ;
    }

    private Use beginImage(WebpChunk chunk) throws ImageRefused {
        if (image != null) {
            return Use.SKIP;
        }
        if (alpha != null && !chunk.is("VP8 ")) {
            throw chunk.corrupt("W5", "alpha plane of a lossless picture");
        }
        image = new WebpBitstream(chunk, canvas, alpha, limits, writer);
        return Use.PIXELS;
    }

    private Use beginAlpha(WebpChunk chunk) throws ImageRefused {
        if (canvas == null || alpha != null || image != null) {
            throw chunk.corrupt("W5", "alpha plane out of place");
        }
        // Uncompressed it is a byte of flags and one per pixel: what is longer is no plane.
        if (chunk.length() == 0 || chunk.length() > 1 + canvas.pixels()) {
            throw chunk.corrupt("W5", "length of the alpha plane");
        }
        return Use.READ;
    }

    private Use beginProfile(WebpChunk chunk) {
        if (profile != null || canvas == null) {
            return Use.SKIP;
        }
        // A profile over the limit is a broken one: known to be there, never held.
        profile = new byte[0];
        return chunk.length() <= limits.maxIccBytes() ? Use.READ : Use.SKIP;
    }

    private void readExtended(WebpChunk chunk, byte[] body) throws ImageRefused {
        if ((body[0] & ANIMATED) != 0) {
            throw ImageRefused.animated("W3", chunk.offset());
        }
        canvas = WebpSize.ofCanvas(body);
        limits.check(canvas.width(), canvas.height(), chunk.offset());
    }

    private ColourSpace colourSpace() {
        if (profile != null) {
            return IccProfile.colourSpace(profile, false, notes);
        }
        return exif == null ? ColourSpace.ASSUMED_SRGB : exif.colourSpace();
    }

    private WebpBitstream image() {
        return Optional.ofNullable(image).orElseThrow();
    }
}
