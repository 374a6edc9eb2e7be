package io.dermflow.ingest.image;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// The walk through a JPEG, marker by marker: rules J1 to J13.
///
/// Memory does not depend on the file: one segment (64 KiB) and the colour profile. Entropy data
/// passes through. What stands behind the picture is counted and never looked at.
final class JpegWalk implements FormatWalk {

    private static final int MAX_BODY = 0xFFFF - 2;
    private static final int SIGNATURE = 2;

    private enum State {
        SIGNATURE,
        BETWEEN,
        MARKER,
        LENGTH_HIGH,
        LENGTH_LOW,
        BODY,
        SKIPPED_BODY,
        ENTROPY,
        TRAILING
    }

    private final ImageLimits limits;
    private final JpegPicture picture;
    private final Notes notes = new Notes();
    private final byte[] body = new byte[MAX_BODY];

    private State state = State.SIGNATURE;

    /// Position of the current chunk's index 0 in the file.
    private long start;

    private int marker;
    private long markerOffset;
    private boolean filled;
    private int length;
    private int collected;
    private long stray;
    private long trailing;
    private @Nullable JpegEntropy entropy;

    JpegWalk(ImageLimits limits, OutputStream canonical) {
        this.limits = limits;
        picture = new JpegPicture(limits, new JpegCanonicalWriter(canonical), notes);
    }

    @Override
    public void feed(byte[] buffer, int from, int to) throws ImageRefused, IOException {
        start -= from;
        int at = from;
        while (at < to) {
            at =
                    switch (state) {
                        case BODY, SKIPPED_BODY -> collect(buffer, at, to);
                        case ENTROPY -> pass(buffer, at, to);
                        case TRAILING -> trail(at, to);
                        default -> {
                            step(buffer[at] & 0xFF, start + at);
                            yield at + 1;
                        }
                    };
        }
        start += to;
    }

    @Override
    public AcceptedImage finish() throws ImageRefused {
        switch (state) {
            case SIGNATURE, BETWEEN, MARKER -> throw cut("J13", "no end of image");
            case LENGTH_HIGH, LENGTH_LOW, BODY, SKIPPED_BODY -> throw cut("J3", "segment");
            case ENTROPY -> throw cut("J12", "entropy data");
            case TRAILING -> {}
        }
        if (trailing > 0) {
            notes.add(Note.Kind.TRAILING, trailing);
        }
        return picture.accepted();
    }

    @Override
    public void close() {
        // All on the heap.
    }

    private void step(int value, long offset) throws ImageRefused, IOException {
        switch (state) {
            case SIGNATURE -> state = ++collected < SIGNATURE ? state : State.BETWEEN;
            case BETWEEN -> between(value, offset);
            case MARKER -> markerByte(value, offset);
            case LENGTH_HIGH -> {
                length = value << 8;
                state = State.LENGTH_LOW;
            }
            case LENGTH_LOW -> beginBody(length | value, offset);
            default -> throw new IllegalStateException(state.toString());
        }
    }

    private void between(int value, long offset) throws ImageRefused {
        if (value == 0xFF) {
            filled = false;
            state = State.MARKER;
        } else {
            drop(Note.Kind.GARBAGE, 1, offset);
        }
    }

    private void markerByte(int value, long offset) throws ImageRefused, IOException {
        if (value == 0xFF) {
            filled = true;
        } else if (value == 0 && !filled) {
            drop(Note.Kind.GARBAGE, 2, offset);
        } else {
            obey(value, offset);
        }
    }

    private void obey(int code, long offset) throws ImageRefused, IOException {
        if (code == JpegMarker.EOI) {
            picture.end(offset);
            state = State.TRAILING;
        } else if (code == JpegMarker.TEM || JpegMarker.isRestart(code)) {
            drop(Note.Kind.STRAY_RST, 2, offset);
        } else {
            checkCode(code, offset);
            marker = code;
            markerOffset = offset;
            state = State.LENGTH_HIGH;
        }
    }

    private static void checkCode(int code, long offset) throws ImageRefused {
        if (code == JpegMarker.SOI) {
            throw ImageRefused.corrupt("J7", offset, "a second picture inside the first");
        }
        var unsupported = JpegMarker.unsupportedReason(code);
        if (unsupported != null) {
            throw ImageRefused.unsupportedJpeg("J4", offset, unsupported);
        }
        if (JpegMarker.isReserved(code)) {
            throw ImageRefused.corrupt("J5", offset, "reserved marker");
        }
    }

    private void drop(Note.Kind kind, int bytes, long offset) throws ImageRefused {
        stray += bytes;
        if (stray > limits.maxStrayBytes()) {
            throw ImageRefused.corrupt("J2", offset, "too many bytes between segments");
        }
        notes.add(kind, bytes);
        state = State.BETWEEN;
    }

    private void beginBody(int declared, long offset) throws ImageRefused, IOException {
        if (declared < 2) {
            throw ImageRefused.corrupt("J3", offset, "segment length " + declared);
        }
        length = declared - 2;
        collected = 0;
        state = JpegPicture.reads(marker) ? State.BODY : State.SKIPPED_BODY;
        endBodyWhenWhole();
    }

    private int collect(byte[] buffer, int at, int to) throws ImageRefused, IOException {
        int taken = Math.min(to - at, length - collected);
        if (state == State.BODY) {
            System.arraycopy(buffer, at, body, collected, taken);
        }
        collected += taken;
        endBodyWhenWhole();
        return at + taken;
    }

    private void endBodyWhenWhole() throws ImageRefused, IOException {
        if (collected < length) {
            return;
        }
        if (state == State.BODY) {
            entropy = picture.read(new Segment(marker, body, length, markerOffset));
        }
        state = entropy == null ? State.BETWEEN : State.ENTROPY;
    }

    private int pass(byte[] buffer, int at, int to) throws ImageRefused, IOException {
        var scan = entropy;
        if (scan == null) {
            throw new IllegalStateException("no scan is open");
        }
        int next = scan.feed(buffer, at, to, start);
        if (scan.hasEnded()) {
            entropy = null;
            state = State.BETWEEN;
            if (scan.hasEndMarker()) {
                obey(scan.endMarker(), start + next - 1);
            }
        }
        return next;
    }

    private int trail(int at, int to) {
        trailing += to - at;
        return to;
    }

    private ImageRefused cut(String rule, String what) {
        return ImageRefused.truncated(rule, start, "the file ends inside: " + what);
    }
}
