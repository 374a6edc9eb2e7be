package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells the format of a file by its first bytes: rules F1 to F4. Names and media types sent along
/// are not asked.
///
/// Decides after a number of bytes that depends on the bytes alone: 3 for JPEG, 12 for the rest,
/// the `ftyp` box for its family.
final class FormatSniffer {

    /// The formats that are walked.
    enum Format {
        JPEG("image/jpeg"),
        PNG("image/png"),
        WEBP("image/webp");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    private static final int JPEG_MAGIC = 3;
    private static final int LONGEST_MAGIC = 12;

    /// Enough for 60 brands; the longest seen lists 9.
    private static final int LONGEST_FTYP = 256;

    private static final String PNG_SIGNATURE = "\u0089PNG\r\n\u001a\n";
    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "hevc", "heim", "heis", "hevm", "mif1", "msf1");
    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");

    private final byte[] bytes = new byte[LONGEST_FTYP];
    private int length;

    /// The format, once it is certain.
    @Nullable Format next(byte value) throws ImageRefused {
        bytes[length++] = value;
        if (length < JPEG_MAGIC) {
            return null;
        }
        if (startsWith("\u00ff\u00d8\u00ff")) {
            return Format.JPEG;
        }
        return length < needed() ? null : decide();
    }

    /// The format of a file that ended before it was certain.
    Format atEnd() throws ImageRefused {
        if (length == 0) {
            throw ImageRefused.missing();
        }
        return decide();
    }

    /// What was read so far.
    byte[] head() {
        return Arrays.copyOf(bytes, length);
    }

    private int needed() {
        if (length < LONGEST_MAGIC || !hasAt(4, "ftyp")) {
            return LONGEST_MAGIC;
        }
        int box = bytes[0] != 0 || bytes[1] != 0 ? LONGEST_FTYP : u8(2) << 8 | u8(3);
        return Math.clamp(box, LONGEST_MAGIC, LONGEST_FTYP);
    }

    private Format decide() throws ImageRefused {
        if (startsWith(PNG_SIGNATURE)) {
            return Format.PNG;
        }
        if (startsWith("RIFF") && hasAt(8, "WEBP")) {
            return Format.WEBP;
        }
        if (hasAt(4, "ftyp")) {
            throw ofBrand();
        }
        throw ImageRefused.unsupportedFormat(name());
    }

    private ImageRefused ofBrand() {
        var major = text(8, 12);
        if (AVIF_BRANDS.contains(major) || major.equals("mif1") && hasCompatibleAvif()) {
            return ImageRefused.avif();
        }
        return HEIC_BRANDS.contains(major)
                ? ImageRefused.heic()
                : ImageRefused.unsupportedFormat("a video or an unknown ISO media file");
    }

    private boolean hasCompatibleAvif() {
        for (int at = 16; at + 4 <= length; at += 4) {
            if (AVIF_BRANDS.contains(text(at, at + 4))) {
                return true;
            }
        }
        return false;
    }

    private String name() {
        if (startsWith("GIF8")) {
            return "GIF";
        }
        if (startsWith("II*\0") || startsWith("MM\0*")) {
            return "TIFF or a raw camera file";
        }
        if (startsWith("\0\0\0\fjP  ") || startsWith("\u00ff\u004f\u00ff")) {
            return "JPEG 2000";
        }
        if (startsWith("\0\0\0\fJXL ") || startsWith("\u00ff\n")) {
            return "JPEG XL";
        }
        if (startsWith("BM")) {
            return "BMP";
        }
        if (startsWith("%PDF")) {
            return "PDF";
        }
        return startsWith("<svg") || startsWith("<?xml") ? "SVG or XML" : "no image known here";
    }

    private boolean startsWith(String magic) {
        return hasAt(0, magic);
    }

    private boolean hasAt(int at, String magic) {
        return text(at, at + magic.length()).equals(magic);
    }

    private String text(int from, int to) {
        return to > length ? "" : new String(bytes, from, to - from, ISO_8859_1);
    }

    private int u8(int at) {
        return bytes[at] & 0xFF;
    }
}
