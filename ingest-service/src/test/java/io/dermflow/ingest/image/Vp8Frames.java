package io.dermflow.ingest.image;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/// Hand-made lossy WebP frames with several token partitions, which OpenCV's encoder does not
/// write. The header is encoded as RFC 6386 section 7.3 has it.
final class Vp8Frames {

    /// Bytes of each token partition.
    static final int PARTITION = 50;

    private static final int SIDE = 100;

    private Vp8Frames() {}

    static byte[] partitioned(int partitions) {
        byte[] first = firstPartition(Integer.numberOfTrailingZeros(partitions));
        var body = new ByteArrayOutputStream();
        int tag = first.length << 5 | 1 << 4;
        body.writeBytes(new byte[] {(byte) tag, (byte) (tag >> 8), (byte) (tag >> 16)});
        body.writeBytes(new byte[] {(byte) 0x9D, 1, 0x2A, SIDE, 0, SIDE, 0});
        body.writeBytes(first);
        for (int i = 1; i < partitions; i++) {
            body.writeBytes(new byte[] {PARTITION, 0, 0});
        }
        body.writeBytes(new byte[partitions * PARTITION]);
        return new Webps(List.of(new Webps.Chunk("VP8 ", body.toByteArray()))).bytes();
    }

    /// With segmentation and filter deltas, so that every branch of the header is there.
    private static byte[] firstPartition(int logPartitions) {
        var bits = new BoolEncoder();
        bits.put(0, 2); // colour space, clamping
        bits.put(0b1111, 4); // segmentation: on, with a map, with data, absolute
        for (int segment = 0; segment < 4; segment++) {
            bits.putOptional(segment != 2, 0x55, 7 + 1);
        }
        for (int segment = 0; segment < 4; segment++) {
            bits.putOptional(segment != 1, 0x2A, 6 + 1);
        }
        for (int node = 0; node < 3; node++) {
            bits.putOptional(node != 1, 0xC3, 8);
        }
        bits.put(0b1_010101_110, 1 + 6 + 3); // loop filter
        bits.put(0b11, 2); // deltas: on, with data
        for (int delta = 0; delta < 8; delta++) {
            bits.putOptional(delta % 2 == 1, 0x15, 6 + 1);
        }
        bits.put(logPartitions, 2);
        return bits.bytes();
    }

    /// The boolean encoder of RFC 6386 section 7.3, for even odds.
    private static final class BoolEncoder {

        private byte[] out = new byte[0];
        private int range = 255;
        private long bottom;
        private int room = 24;

        void put(int value, int width) {
            for (int bit = width - 1; bit >= 0; bit--) {
                putFlag((value >> bit & 1) == 1);
            }
        }

        void putOptional(boolean there, int value, int width) {
            putFlag(there);
            if (there) {
                put(value, width);
            }
        }

        /// Ends with zeros until all that was put in has come out.
        byte[] bytes() {
            put(0, 32);
            return out;
        }

        private void putFlag(boolean set) {
            int split = 1 + ((range - 1) * 128 >> 8);
            bottom += set ? split : 0;
            range = set ? range - split : split;
            while (range < 128) {
                shift();
            }
        }

        private void shift() {
            range <<= 1;
            if ((bottom & 1L << 31) != 0) {
                carry();
            }
            bottom = bottom << 1 & 0xFFFFFFFFL;
            if (--room == 0) {
                out = Arrays.copyOf(out, out.length + 1);
                out[out.length - 1] = (byte) (bottom >> 24);
                bottom &= 0xFFFFFF;
                room = 8;
            }
        }

        private void carry() {
            int at = out.length - 1;
            while (out[at] == (byte) 0xFF) {
                out[at--] = 0;
            }
            out[at]++;
        }
    }
}
