package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The walk through a PNG, chunk by chunk: rules P2, P3 and P7. What the chunks mean is
/// [PngPicture]'s matter.
///
/// Memory: 32 KiB of pixel data on their way out and the longest chunk that is read (1 MiB, a
/// colour profile). Holds an inflater until closed.
final class PngWalk implements FormatWalk {

    private static final int SIGNATURE = 8;
    private static final int HEAD = 8;
    private static final int CRC = 4;

    private enum State {
        SIGNATURE,
        HEAD,
        BODY,
        CRC,
        TRAILING
    }

    private final Notes notes = new Notes();
    private final PngPicture picture;
    private final byte[] field = new byte[HEAD];
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final CRC32 crc = new CRC32();

    private State state = State.SIGNATURE;

    /// Bytes of the current state that have come.
    private long progress;

    /// Position of the current chunk's index 0 in the file.
    private long start;

    private @Nullable PngChunk chunk;
    private PngPicture.Use use = PngPicture.Use.SKIP;
    private long trailing;

    PngWalk(ImageLimits limits, OutputStream canonical) {
        picture = new PngPicture(limits, new PngCanonicalWriter(canonical), notes);
    }

    @Override
    public void feed(byte[] buffer, int from, int to) throws ImageRefused, IOException {
        start -= from;
        int at = from;
        while (at < to) {
            at =
                    switch (state) {
                        case SIGNATURE -> skipSignature(at, to);
                        case HEAD, CRC -> fill(buffer, at, to);
                        case BODY -> body(buffer, at, to);
                        case TRAILING -> {
                            trailing += to - at;
                            yield to;
                        }
                    };
        }
        start += to;
    }

    @Override
    public AcceptedImage finish() throws ImageRefused {
        if (state != State.TRAILING) {
            boolean between = state == State.HEAD && progress == 0;
            throw ImageRefused.truncated(
                    between ? "P7" : "P2", start, "the file ends before its last chunk does");
        }
        if (trailing > 0) {
            notes.add(Note.Kind.TRAILING, trailing);
        }
        return picture.accepted();
    }

    @Override
    public void close() {
        picture.close();
    }

    private int skipSignature(int at, int to) {
        int taken = (int) Math.min(to - at, SIGNATURE - progress);
        progress += taken;
        if (progress == SIGNATURE) {
            enter(State.HEAD);
        }
        return at + taken;
    }

    private int fill(byte[] buffer, int at, int to) throws ImageRefused, IOException {
        int size = state == State.HEAD ? HEAD : CRC;
        int taken = (int) Math.min(to - at, size - progress);
        System.arraycopy(buffer, at, field, (int) progress, taken);
        progress += taken;
        if (progress == size && state == State.HEAD) {
            beginChunk(start + at + taken - HEAD);
        } else if (progress == size) {
            endChunk(current());
        }
        return at + taken;
    }

    private void beginChunk(long offset) throws ImageRefused, IOException {
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(field).getInt());
        var type = new String(field, Integer.BYTES, 4, ISO_8859_1);
        var begun = new PngChunk(type, length, offset);
        if (length > Integer.MAX_VALUE || !begun.hasLegalType()) {
            throw begun.corrupt("P2", "length or type of a chunk");
        }
        chunk = begun;
        use = picture.begin(begun);
        body.reset();
        crc.reset();
        crc.update(field, Integer.BYTES, 4);
        enter(length == 0 ? State.CRC : State.BODY);
    }

    private int body(byte[] buffer, int at, int to) throws ImageRefused, IOException {
        var open = current();
        int taken = (int) Math.min(to - at, open.length() - progress);
        if (use == PngPicture.Use.READ || open.isCritical()) {
            crc.update(buffer, at, taken);
        }
        switch (use) {
            case READ -> body.write(buffer, at, taken);
            case PIXELS -> picture.pixels(buffer, at, at + taken, open);
            case SKIP -> {}
        }
        progress += taken;
        if (progress == open.length()) {
            enter(State.CRC);
        }
        return at + taken;
    }

    private void endChunk(PngChunk ended) throws ImageRefused, IOException {
        boolean sound = (int) crc.getValue() == ByteBuffer.wrap(field).getInt();
        if (ended.isCritical() && !sound) {
            throw ended.corrupt("P2", "checksum of a chunk");
        }
        if (use == PngPicture.Use.READ && sound) {
            picture.read(ended, body.toByteArray());
        }
        enter(ended.is("IEND") ? State.TRAILING : State.HEAD);
    }

    private void enter(State next) {
        state = next;
        progress = 0;
    }

    private PngChunk current() {
        if (chunk == null) {
            throw new IllegalStateException("no chunk is open");
        }
        return chunk;
    }
}
