package io.dermflow.ingest.image;

/// The boolean entropy decoder of RFC 6386 section 7, for flags of even odds. Past the end it reads
/// zeros, as decoders do.
final class BoolDecoder {

    private static final int EVEN = 128;

    private final byte[] bytes;
    private final int end;
    private int next;
    private int value;
    private int range = 255;
    private int shifted;

    /// Decodes `bytes[from, end)`.
    BoolDecoder(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.end = end;
        next = from;
        value = nextByte() << 8 | nextByte();
    }

    boolean flag() {
        int split = 1 + ((range - 1) * EVEN >> 8);
        boolean set = value >= split << 8;
        if (set) {
            range -= split;
            value -= split << 8;
        } else {
            range = split;
        }
        while (range < 128) {
            shift();
        }
        return set;
    }

    int bits(int count) {
        int bits = 0;
        for (int i = 0; i < count; i++) {
            bits = bits << 1 | (flag() ? 1 : 0);
        }
        return bits;
    }

    void skip(int count) {
        bits(count);
    }

    /// Skips `count` fields of `width` bits, each behind a flag that says whether it is there.
    void skipOptional(int count, int width) {
        for (int i = 0; i < count; i++) {
            if (flag()) {
                skip(width);
            }
        }
    }

    private void shift() {
        value <<= 1;
        range <<= 1;
        if (++shifted == 8) {
            shifted = 0;
            value |= nextByte();
        }
    }

    private int nextByte() {
        return next < end ? bytes[next++] & 0xFF : 0;
    }
}
