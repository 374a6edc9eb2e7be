package io.dermflow.ingest.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Palette (PLTE) and transparency (tRNS) of a PNG: rule P4.
///
/// A palette is written only where pixels point into it; a suggested one of an RGB picture goes. A
/// tRNS chunk that decoders would ignore goes too, and the bits of one that they would mask.
final class PngPalette {

    private static final int ENTRY = 3;
    private static final int MAX_ENTRIES = 256;

    private final PngHeader header;
    private byte @Nullable [] colours;
    private byte @Nullable [] transparency;

    PngPalette(PngHeader header) {
        this.header = header;
    }

    static void checkLength(PngChunk chunk) throws ImageRefused {
        long entries = chunk.length() / ENTRY;
        if (chunk.length() % ENTRY != 0 || entries < 1 || entries > MAX_ENTRIES) {
            throw chunk.corrupt("P4", "palette length");
        }
    }

    void colours(PngChunk chunk, byte[] body, boolean late) throws ImageRefused {
        boolean fits = body.length / ENTRY <= 1 << Math.min(8, header.depth());
        if (late || colours != null || header.isGrey() || !fits) {
            throw chunk.corrupt("P4", "palette");
        }
        colours = body;
    }

    void transparency(byte[] body, boolean late) {
        if (!late && transparency == null && isUsable(body)) {
            transparency = header.colour() == PngHeader.PALETTE ? body : masked(body);
        }
    }

    void checkPresent(PngChunk chunk) throws ImageRefused {
        if (header.colour() == PngHeader.PALETTE && colours == null) {
            throw chunk.corrupt("P4", "palette missing");
        }
    }

    void write(PngCanonicalWriter writer) throws IOException {
        if (colours != null && header.colour() == PngHeader.PALETTE) {
            writer.chunk("PLTE", colours);
        }
        if (transparency != null) {
            writer.chunk("tRNS", transparency);
        }
    }

    private boolean isUsable(byte[] body) {
        return switch (header.colour()) {
            case PngHeader.GREY -> body.length == 2;
            case PngHeader.RGB -> body.length == 6;
            case PngHeader.PALETTE ->
                    colours != null && body.length >= 1 && body.length <= colours.length / ENTRY;
            default -> false;
        };
    }

    /// Samples of 16 bits of which only `depth` count.
    private byte[] masked(byte[] body) {
        int mask = (1 << header.depth()) - 1;
        byte[] masked = body.clone();
        for (int i = 0; i < masked.length; i += 2) {
            masked[i] &= (byte) (mask >> 8);
            masked[i + 1] &= (byte) mask;
        }
        return masked;
    }
}
