package io.dermflow.ingest.image;

import java.io.IOException;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The zlib stream of all IDAT chunks: rule P6. Inflates it only to count, never to hold, and stops
/// one byte after the last row, so that a bomb costs no more than the picture it claims to be.
///
/// The deflate data is written as it is; zlib's header and checksum are our own. So nothing can
/// hide behind the stream and every decoder has a window that is large enough.
final class PngPixels implements AutoCloseable {

    private static final int INFLATED = 16 << 10;
    private static final int ZLIB_HEADER = 2;
    private static final int CHECKSUM = 4;

    /// Deflate with a window of 32 KiB, no dictionary.
    private static final byte[] OWN_HEADER = {0x78, 0x01};

    private enum State {
        HEADER,
        DATA,
        CHECKSUM,
        LEFT_OVER
    }

    private final PngRows rows;
    private final PngCanonicalWriter writer;
    private final Inflater inflater = new Inflater(true);
    private final Adler32 adler = new Adler32();
    private final byte[] inflated = new byte[INFLATED];

    private State state = State.HEADER;
    private int field;
    private int fieldBytes;
    private long leftOver;

    PngPixels(PngHeader header, PngCanonicalWriter writer) {
        rows = new PngRows(header);
        this.writer = writer;
    }

    void feed(byte[] buffer, int from, int to, PngChunk chunk) throws ImageRefused, IOException {
        int at = from;
        while (at < to) {
            switch (state) {
                case HEADER, CHECKSUM -> field(buffer[at++] & 0xFF, chunk);
                case DATA -> at = inflate(buffer, at, to, chunk);
                case LEFT_OVER -> {
                    leftOver += to - at;
                    at = to;
                }
            }
        }
    }

    /// Judges and completes the stream at the end of the picture.
    ///
    /// @return bytes that stood behind the stream
    long end(PngChunk chunk) throws ImageRefused, IOException {
        if (state == State.HEADER || state == State.DATA) {
            throw ImageRefused.truncated("P6", chunk.offset(), "pixel data is missing");
        }
        int sum = (int) adler.getValue();
        byte[] checksum = {(byte) (sum >> 24), (byte) (sum >> 16), (byte) (sum >> 8), (byte) sum};
        writer.pixels(checksum, 0, checksum.length);
        return leftOver;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private void field(int value, PngChunk chunk) throws ImageRefused, IOException {
        field = field << 8 | value;
        fieldBytes++;
        if (state == State.HEADER && fieldBytes == ZLIB_HEADER) {
            checkHeader(chunk);
            writer.pixels(OWN_HEADER, 0, OWN_HEADER.length);
            enter(State.DATA);
        } else if (state == State.CHECKSUM && fieldBytes == CHECKSUM) {
            if (field != (int) adler.getValue()) {
                throw chunk.corrupt("P6", "checksum of the pixel data");
            }
            enter(State.LEFT_OVER);
        }
    }

    /// RFC 1950: method 8, window at most 32 KiB, no preset dictionary, a multiple of 31.
    private void checkHeader(PngChunk chunk) throws ImageRefused {
        int method = field >> 8 & 15;
        int window = field >> 12;
        boolean dictionary = (field & 0x20) != 0;
        if (method != 8 || window > 7 || dictionary || field % 31 != 0) {
            throw chunk.corrupt("P6", "zlib header");
        }
    }

    private int inflate(byte[] buffer, int at, int to, PngChunk chunk)
            throws ImageRefused, IOException {
        long before = inflater.getBytesRead();
        inflater.setInput(buffer, at, to - at);
        while (!inflater.finished() && !countSome(chunk)) {
            // Goes on while there is output.
        }
        int next = at + (int) (inflater.getBytesRead() - before);
        writer.pixels(buffer, at, next);
        if (inflater.finished()) {
            if (rows.left() > 0) {
                throw ImageRefused.truncated("P6", chunk.offset(), "rows are missing");
            }
            enter(State.CHECKSUM);
        }
        return next;
    }

    /// Inflates and counts one buffer.
    ///
    /// @return whether all input was used up
    private boolean countSome(PngChunk chunk) throws ImageRefused {
        int room = Math.clamp(rows.left(), 1, INFLATED);
        try {
            int length = inflater.inflate(inflated, 0, room);
            if (length > rows.left()) {
                throw damaged(chunk);
            }
            adler.update(inflated, 0, length);
            if (!rows.count(inflated, length)) {
                throw damaged(chunk);
            }
            return length == 0;
        } catch (DataFormatException e) {
            var refused = damaged(chunk);
            refused.initCause(e);
            throw refused;
        }
    }

    /// One text for all: which fault shows first depends on how much was inflated at once.
    private static ImageRefused damaged(PngChunk chunk) {
        return chunk.corrupt("P6", "the pixel data is damaged or not of the picture's size");
    }

    private void enter(State next) {
        state = next;
        field = 0;
        fieldBytes = 0;
    }
}
