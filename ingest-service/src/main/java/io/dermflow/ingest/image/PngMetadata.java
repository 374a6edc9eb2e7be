package io.dermflow.ingest.image;

import io.dermflow.events.ColourSpace;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the ancillary chunks of a PNG say about how to read its pixels. Only numbers leave here.
///
/// cICP, iCCP, sRGB, gAMA with cHRM count in this order, as PNG (third edition) 11.3.2 has it.
final class PngMetadata {

    private static final int MAX_EXIF = 64 << 10;
    private static final Map<String, Integer> LENGTHS =
            Map.of("cICP", 4, "sRGB", 1, "gAMA", 4, "cHRM", 32);

    private final ImageLimits limits;
    private final Map<String, byte[]> chunks = new HashMap<>();
    private boolean hasOversizedProfile;
    private @Nullable ExifTags exif;

    PngMetadata(ImageLimits limits) {
        this.limits = limits;
    }

    /// Whether the walk has to collect a chunk for this class.
    boolean reads(PngChunk chunk) {
        return switch (chunk.type()) {
            case "iCCP" -> readsProfile(chunk);
            case "eXIf" -> chunk.length() <= MAX_EXIF;
            default -> LENGTHS.getOrDefault(chunk.type(), -1) == chunk.length();
        };
    }

    void read(PngChunk chunk, byte[] body) {
        if (!chunk.is("eXIf")) {
            chunks.putIfAbsent(chunk.type(), body);
        } else if (exif == null) {
            exif = ExifTags.parseChunk(body);
        }
    }

    int orientation() {
        return exif == null ? ExifTags.UPRIGHT : exif.orientation();
    }

    ColourSpace colourSpace(boolean grey, Notes notes) {
        byte[] points = chunks.get("cICP");
        if (points != null) {
            return CodePoints.colourSpace(points);
        }
        byte[] profile = chunks.get("iCCP");
        if (profile != null || hasOversizedProfile) {
            byte[] unpacked = profile == null ? new byte[0] : unpack(profile);
            return IccProfile.colourSpace(unpacked, grey, notes);
        }
        if (chunks.containsKey("sRGB")) {
            return new ColourSpace(ColourSpace.Kind.SRGB, null, null, false);
        }
        byte[] gamma = chunks.get("gAMA");
        byte[] primaries = chunks.get("cHRM");
        if (gamma != null && primaries != null) {
            return Chromaticities.colourSpace(primaries, gamma);
        }
        return exif == null ? ColourSpace.ASSUMED_SRGB : exif.colourSpace();
    }

    private boolean readsProfile(PngChunk chunk) {
        boolean fits = chunk.length() <= limits.maxIccBytes();
        hasOversizedProfile |= !fits;
        return fits;
    }

    private byte[] unpack(byte[] chunk) {
        return PackedProfile.unpack(chunk, limits.maxIccBytes());
    }
}
