package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.dermflow.events.ColourSpace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads out of an ICC profile (ICC.1:2010) the numbers that convert its pixels, and nothing else:
/// text, device names, dates and ids of a profile are never kept.
///
/// A matrix profile is exact: one of the known spaces, or nine numbers and a curve. One that works
/// by tables is `unknown`; the picture is then read as sRGB with low confidence.
final class IccProfile {

    private static final ColourSpace UNKNOWN = of(ColourSpace.Kind.UNKNOWN);
    private static final int HEADER = 128;
    private static final int TAG = 12;
    private static final int MAX_TAGS = 128;

    private final ByteBuffer profile;

    private IccProfile(byte[] profile) {
        this.profile = ByteBuffer.wrap(profile);
    }

    /// The colour space of a profile; notes when it can't be read.
    ///
    /// @param grey whether the picture has one channel
    static ColourSpace colourSpace(byte[] profile, boolean grey, Notes notes) {
        var read = new IccProfile(profile);
        if (profile.length < HEADER + 4 || !read.text(36).equals("acsp")) {
            notes.add(Note.Kind.ICC_BROKEN, 0);
            return UNKNOWN;
        }
        return read.colourSpace(grey);
    }

    private ColourSpace colourSpace(boolean grey) {
        return switch (text(16)) {
            case "GRAY" -> grey && curve("kTRC").isPresent() ? of(ColourSpace.Kind.GREY) : UNKNOWN;
            case "RGB " -> text(20).equals("XYZ ") && find("A2B0").isEmpty() ? rgb() : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    private ColourSpace rgb() {
        var red = curve("rTRC");
        var green = curve("gTRC");
        var blue = curve("bTRC");
        var matrix = matrix();
        if (red.isEmpty() || green.isEmpty() || blue.isEmpty() || matrix.isEmpty()) {
            return UNKNOWN;
        }
        if (!red.get().isLike(green.get()) || !red.get().isLike(blue.get())) {
            return UNKNOWN;
        }
        return KnownSpaces.named(matrix.get(), red.get());
    }

    /// RGB to XYZ (D50), row by row: the colorants are its columns.
    private Optional<List<Double>> matrix() {
        var columns = new ArrayList<ByteBuffer>();
        for (var name : List.of("rXYZ", "gXYZ", "bXYZ")) {
            find(name).filter(tag -> isXyz(tag)).ifPresent(columns::add);
        }
        if (columns.size() != 3) {
            return Optional.empty();
        }
        var matrix = new ArrayList<Double>();
        for (int row = 0; row < 3; row++) {
            for (var column : columns) {
                matrix.add(column.getInt(8 + 4 * row) / 65536.0);
            }
        }
        return Optional.of(List.copyOf(matrix));
    }

    private static boolean isXyz(ByteBuffer tag) {
        return tag.limit() >= 20 && text(tag, 0).equals("XYZ ");
    }

    private Optional<ToneCurve> curve(String name) {
        return find(name).flatMap(ToneCurve::parse);
    }

    private Optional<ByteBuffer> find(String name) {
        int count = Math.clamp(profile.getInt(HEADER), 0, MAX_TAGS);
        for (int i = 0; i < count; i++) {
            int at = HEADER + 4 + TAG * i;
            if (at + TAG > profile.limit()) {
                return Optional.empty();
            }
            if (text(at).equals(name)) {
                return slice(profile.getInt(at + 4), profile.getInt(at + 8));
            }
        }
        return Optional.empty();
    }

    private Optional<ByteBuffer> slice(int offset, int size) {
        boolean inside = offset >= 0 && size >= 8 && (long) offset + size <= profile.limit();
        return inside ? Optional.of(profile.slice(offset, size)) : Optional.empty();
    }

    private String text(int at) {
        return text(profile, at);
    }

    private static String text(ByteBuffer buffer, int at) {
        byte[] four = new byte[4];
        buffer.get(at, four);
        return new String(four, ISO_8859_1);
    }

    private static ColourSpace of(ColourSpace.Kind kind) {
        return new ColourSpace(kind, null, null, false);
    }
}
