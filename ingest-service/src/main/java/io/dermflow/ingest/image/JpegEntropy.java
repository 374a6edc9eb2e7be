package io.dermflow.ingest.image;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The entropy-coded data of one scan: rule J12. Passes it through and counts restart intervals; no
/// Huffman code is read (the worker does that before its decoder sees the bytes).
final class JpegEntropy {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int NONE = -1;
    private static final byte[] STUFFED = {(byte) 0xFF, 0};

    private final JpegCanonicalWriter writer;
    private final Notes notes;
    private final boolean restarts;
    private final long intervals;

    private long interval;
    private boolean empty = true;

    /// How many FF bytes stand before the next one.
    private int fill;

    private boolean ended;
    private int endMarker = NONE;

    JpegEntropy(long mcus, int restart, JpegCanonicalWriter writer, Notes notes) {
        this.writer = writer;
        this.notes = notes;
        restarts = restart > 0;
        intervals = restarts ? Math.ceilDiv(mcus, (long) restart) : 1;
    }

    /// Consumes `buffer[from, to)` up to the end of the scan.
    ///
    /// @param start position of `buffer[0]` in the file
    /// @return where the next byte stands
    int feed(byte[] buffer, int from, int to, long start) throws ImageRefused, IOException {
        int at = from;
        while (at < to && !ended) {
            if (fill == 0) {
                int end = endOfData(buffer, at, to);
                writer.entropy(buffer, at, end);
                empty &= end == at;
                fill = end < to ? 1 : 0;
                at = end + fill;
            } else {
                afterFill(buffer[at] & 0xFF, start + at);
                at++;
            }
        }
        return at;
    }

    boolean hasEnded() {
        return ended;
    }

    /// Whether a marker ended the scan that the walk has still to obey.
    boolean hasEndMarker() {
        return endMarker != NONE;
    }

    int endMarker() {
        return endMarker;
    }

    private void afterFill(int value, long offset) throws ImageRefused, IOException {
        if (value == 0xFF) {
            fill++;
        } else if (value == 0) {
            if (fill > 1) {
                throw ImageRefused.corrupt("J12", offset, "fill bytes inside entropy data");
            }
            writer.entropy(STUFFED, 0, STUFFED.length);
            empty = false;
            fill = 0;
        } else {
            fill = 0;
            marker(value, offset);
        }
    }

    private void marker(int marker, long offset) throws ImageRefused, IOException {
        if (empty) {
            throw ImageRefused.truncated("J12", offset, "no entropy data");
        }
        interval++;
        if (!JpegMarker.isRestart(marker)) {
            end(marker, offset);
            return;
        }
        if (!restarts || marker != JpegMarker.RST0 + (int) ((interval - 1) % 8)) {
            throw ImageRefused.corrupt("J12", offset, "restart marker out of turn");
        }
        if (interval == intervals) {
            notes.add(Note.Kind.EXTRA_RST, 2);
            ended = true;
            return;
        }
        writer.marker(marker);
        empty = true;
    }

    private void end(int marker, long offset) throws ImageRefused {
        if (interval < intervals) {
            throw ImageRefused.truncated(
                    "J12", offset, interval + " of " + intervals + " restart intervals");
        }
        ended = true;
        endMarker = marker;
    }

    /// The first FF that is not known to be followed by a stuffed 0, or `to`.
    private static int endOfData(byte[] buffer, int from, int to) {
        int at = indexOfFill(buffer, from, to);
        while (at + 1 < to && buffer[at + 1] == 0) {
            at = indexOfFill(buffer, at + 2, to);
        }
        return at;
    }

    /// Eight bytes at a time: a byte of `~word` is zero where the byte is FF. Byte by byte this
    /// loop was the whole cost of the walk.
    private static int indexOfFill(byte[] buffer, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long word = ~(long) LONGS.get(buffer, at);
            long zeros = word - ONES & ~word & HIGH_BITS;
            if (zeros != 0) {
                return at + (Long.numberOfTrailingZeros(zeros) >> 3);
            }
        }
        while (at < to && buffer[at] != (byte) 0xFF) {
            at++;
        }
        return at;
    }
}
