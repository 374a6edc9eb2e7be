package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.dermflow.events.ColourSpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;

/// The two things an Exif block may say here: orientation and colour space (CIPA DC-008). Every
/// offset is checked, at most 512 entries of a directory are read, no directory is followed but
/// Exif and, from it, Interoperability. A block that makes no sense says nothing.
record ExifTags(int orientation, ColourSpace colourSpace) {

    static final int UPRIGHT = 1;

    /// What stands before the block in an APP1 segment.
    static final String PREFIX = "Exif\0\0";

    private static final int MAX_ENTRIES = 512;
    private static final int ENTRY = 12;
    private static final int ORIENTATION = 0x0112;
    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int COLOUR_SPACE = 0xA001;
    private static final int INTEROP_DIRECTORY = 0xA005;
    private static final int INTEROP_INDEX = 0x0001;
    private static final int SHORT = 3;

    /// The four characters `R03\0`, which stand for Adobe RGB.
    private static final String OPTIONAL_SPACE = "R03";

    private static final ColourSpace SRGB =
            new ColourSpace(ColourSpace.Kind.SRGB, null, null, false);
    private static final ColourSpace ADOBE_RGB =
            new ColourSpace(ColourSpace.Kind.ADOBE_RGB, null, null, false);
    private static final ExifTags SILENT = new ExifTags(UPRIGHT, ColourSpace.ASSUMED_SRGB);

    /// Reads the body of a PNG or WebP chunk; some writers put the prefix of JPEG before it.
    static ExifTags parseChunk(byte[] body) {
        int prefix = PREFIX.length();
        boolean prefixed =
                body.length >= prefix && new String(body, 0, prefix, ISO_8859_1).equals(PREFIX);
        return parse(body, prefixed ? prefix : 0, body.length);
    }

    /// Reads the TIFF structure in `bytes[from, to)`.
    static ExifTags parse(byte[] bytes, int from, int to) {
        var tiff = ByteBuffer.wrap(bytes, from, to - from).slice();
        if (tiff.limit() < 8) {
            return SILENT;
        }
        switch (tiff.getShort(0)) {
            case 0x4949 -> tiff.order(ByteOrder.LITTLE_ENDIAN);
            case 0x4D4D -> tiff.order(ByteOrder.BIG_ENDIAN);
            default -> {
                return SILENT;
            }
        }
        long first = Integer.toUnsignedLong(tiff.getInt(4));
        long orientation = number(tiff, first, ORIENTATION).orElse(UPRIGHT);
        boolean known = orientation >= 1 && orientation <= 8;
        return new ExifTags(known ? (int) orientation : UPRIGHT, colourSpace(tiff, first));
    }

    private static ColourSpace colourSpace(ByteBuffer tiff, long first) {
        var exif = number(tiff, first, EXIF_DIRECTORY);
        if (exif.isEmpty()) {
            return ColourSpace.ASSUMED_SRGB;
        }
        if (number(tiff, exif.getAsLong(), COLOUR_SPACE).orElse(0) == 1) {
            return SRGB;
        }
        var interop = number(tiff, exif.getAsLong(), INTEROP_DIRECTORY);
        boolean adobe = interop.isPresent() && isOptionalSpace(tiff, interop.getAsLong());
        return adobe ? ADOBE_RGB : ColourSpace.ASSUMED_SRGB;
    }

    private static boolean isOptionalSpace(ByteBuffer tiff, long directory) {
        var entry = entry(tiff, directory, INTEROP_INDEX);
        if (entry.isEmpty()) {
            return false;
        }
        int at = entry.get() + 8;
        for (int i = 0; i < OPTIONAL_SPACE.length(); i++) {
            if (tiff.get(at + i) != OPTIONAL_SPACE.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The value of a SHORT or LONG tag.
    private static OptionalLong number(ByteBuffer tiff, long directory, int tag) {
        var entry = entry(tiff, directory, tag);
        if (entry.isEmpty()) {
            return OptionalLong.empty();
        }
        int at = entry.get();
        boolean isShort = tiff.getShort(at + 2) == SHORT;
        return OptionalLong.of(
                isShort
                        ? Short.toUnsignedInt(tiff.getShort(at + 8))
                        : Integer.toUnsignedLong(tiff.getInt(at + 8)));
    }

    private static Optional<Integer> entry(ByteBuffer tiff, long directory, int tag) {
        if (directory < 8 || directory + 2 > tiff.limit()) {
            return Optional.empty();
        }
        int count = Short.toUnsignedInt(tiff.getShort((int) directory));
        for (int i = 0; i < Math.min(count, MAX_ENTRIES); i++) {
            int at = (int) directory + 2 + ENTRY * i;
            if (at + ENTRY > tiff.limit()) {
                return Optional.empty();
            }
            if (Short.toUnsignedInt(tiff.getShort(at)) == tag) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }
}
