package io.dermflow.ingest.image;

/// The frame header of a lossy picture and the sizes of its token partitions (RFC 6386, sections 9
/// and 19.2): rule W4. Finds pictures that were cut and closed again, unless the cut lies in the
/// last partition, which has no size of its own.
final class Vp8Partitions {

    private static final int HEADER = 10;
    private static final int MAX_PROFILE = 3;
    private static final int SIZE = 3;

    private final WebpChunk chunk;

    /// Where the sizes stand in the chunk's body.
    private final long tableStart;

    private final byte[] table;
    private int known;

    private Vp8Partitions(WebpChunk chunk, long tableStart, int partitions) throws ImageRefused {
        this.chunk = chunk;
        this.tableStart = tableStart;
        table = new byte[SIZE * (partitions - 1)];
        checkRoom(0);
    }

    /// @param prefix the first bytes of the chunk's body, all of them if they are few
    static Vp8Partitions parse(WebpChunk chunk, byte[] prefix) throws ImageRefused {
        if (prefix.length < HEADER) {
            throw chunk.truncated("W4", "frame header");
        }
        int tag = u24(prefix, 0);
        boolean keyFrame = (tag & 1) == 0;
        boolean shown = (tag >> 4 & 1) == 1;
        boolean signed = prefix[3] == (byte) 0x9D && prefix[4] == 0x01 && prefix[5] == 0x2A;
        if (!keyFrame || !shown || (tag >> 1 & 7) > MAX_PROFILE || !signed) {
            throw chunk.corrupt("W4", "frame header");
        }
        long tableStart = HEADER + (long) (tag >> 5);
        if (tableStart > chunk.length()) {
            throw chunk.truncated("W4", "first partition");
        }
        int end = (int) Math.min(prefix.length, tableStart);
        return new Vp8Partitions(
                chunk, tableStart, partitions(new BoolDecoder(prefix, HEADER, end)));
    }

    /// Looks for sizes in `buffer[from, to)`, which stands at `position` of the chunk's body.
    void observe(byte[] buffer, int from, int to, long position) throws ImageRefused {
        long next = tableStart + known;
        long end = position + to - from;
        if (known == table.length || next < position || next >= end) {
            return;
        }
        int at = from + (int) (next - position);
        int taken = Math.min(to - at, table.length - known);
        System.arraycopy(buffer, at, table, known, taken);
        known += taken;
        if (known == table.length) {
            checkSizes();
        }
    }

    private void checkSizes() throws ImageRefused {
        long sum = 0;
        for (int at = 0; at < table.length; at += SIZE) {
            sum += u24(table, at);
        }
        checkRoom(sum);
    }

    /// The last partition takes what is left, and something must be.
    private void checkRoom(long otherPartitions) throws ImageRefused {
        if (tableStart + table.length + otherPartitions >= chunk.length()) {
            throw chunk.truncated("W4", "token partitions");
        }
    }

    /// Reads over the frame header up to the number of partitions.
    private static int partitions(BoolDecoder header) {
        header.skip(2); // colour space, clamping
        if (header.flag()) {
            skipSegmentation(header);
        }
        header.skip(1 + 6 + 3); // loop filter: type, level, sharpness
        if (header.flag()) {
            skipDeltas(header);
        }
        return 1 << header.bits(2);
    }

    private static void skipSegmentation(BoolDecoder header) {
        boolean map = header.flag();
        if (header.flag()) {
            header.skip(1); // absolute or delta
            header.skipOptional(4, 7 + 1); // quantiser
            header.skipOptional(4, 6 + 1); // loop filter
        }
        if (map) {
            header.skipOptional(3, 8); // tree probabilities
        }
    }

    /// The loop filter's deltas of references and modes.
    private static void skipDeltas(BoolDecoder header) {
        if (header.flag()) {
            header.skipOptional(8, 6 + 1);
        }
    }

    private static int u24(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16;
    }
}
