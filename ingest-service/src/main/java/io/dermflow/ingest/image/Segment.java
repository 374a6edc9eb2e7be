package io.dermflow.ingest.image;

/// The body of one JPEG marker segment, without marker and length field.
///
/// Lent: the walk owns the bytes and overwrites them with the next segment, so whoever needs some
/// copies them.
///
/// @param offset of the marker's code byte in the file
record Segment(int marker, byte[] bytes, int length, long offset) {

    int u8(int at) {
        return bytes[at] & 0xFF;
    }

    int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    boolean startsWith(String magic) {
        if (length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if (u8(i) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    ImageRefused corrupt(String rule, String detail) {
        return ImageRefused.corrupt(rule, offset, detail);
    }
}
