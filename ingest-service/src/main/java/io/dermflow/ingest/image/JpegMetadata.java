package io.dermflow.ingest.image;

import io.dermflow.events.ColourSpace;
import org.jspecify.annotations.Nullable;

/// What the APPn segments of a JPEG say about how to read its pixels. Only numbers leave here.
final class JpegMetadata {

    /// The lengths from which libjpeg takes these headers for what they say.
    private static final int JFIF_LENGTH = 14;

    private static final int ADOBE_LENGTH = 12;
    private static final int ADOBE_TRANSFORM = 11;
    private static final int NONE = -1;

    private final IccPieces icc;
    private boolean jfif;
    private int adobeTransform = NONE;
    private @Nullable ExifTags exif;

    JpegMetadata(ImageLimits limits) {
        icc = new IccPieces(limits.maxIccBytes());
    }

    /// Whether the walk has to collect a segment for this class.
    static boolean reads(int marker) {
        return marker == JpegMarker.APP0
                || marker == JpegMarker.APP1
                || marker == JpegMarker.APP2
                || marker == JpegMarker.APP14;
    }

    void read(Segment segment) {
        switch (segment.marker()) {
            case JpegMarker.APP0 -> {
                jfif |= segment.startsWith("JFIF\0") && segment.length() >= JFIF_LENGTH;
            }
            case JpegMarker.APP1 -> readExif(segment);
            case JpegMarker.APP2 -> icc.add(segment);
            case JpegMarker.APP14 -> readAdobe(segment);
            default -> {}
        }
    }

    /// Whether the components are RGB, guessed as libjpeg does.
    boolean isRgb(JpegFrame frame) {
        if (frame.isGrey() || jfif) {
            return false;
        }
        if (adobeTransform != NONE) {
            return adobeTransform == 0;
        }
        var components = frame.components();
        return components.get(0).id() == 'R'
                && components.get(1).id() == 'G'
                && components.get(2).id() == 'B';
    }

    int orientation() {
        return exif == null ? ExifTags.UPRIGHT : exif.orientation();
    }

    ColourSpace colourSpace(boolean grey, Notes notes) {
        if (!icc.isEmpty()) {
            return IccProfile.colourSpace(icc.whole(), grey, notes);
        }
        return exif == null ? ColourSpace.ASSUMED_SRGB : exif.colourSpace();
    }

    private void readExif(Segment segment) {
        if (exif == null && segment.startsWith(ExifTags.PREFIX)) {
            exif = ExifTags.parse(segment.bytes(), ExifTags.PREFIX.length(), segment.length());
        }
    }

    private void readAdobe(Segment segment) {
        if (segment.startsWith("Adobe") && segment.length() >= ADOBE_LENGTH) {
            adobeTransform = segment.u8(ADOBE_TRANSFORM);
        }
    }
}
