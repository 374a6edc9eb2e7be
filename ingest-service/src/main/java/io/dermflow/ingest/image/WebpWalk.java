package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The walk through a WebP, chunk by chunk: rules W1 and W2. What the chunks mean is
/// [WebpPicture]'s matter.
///
/// Compressed pixels pass through. Memory: the colour profile (1 MiB) and, in a lossy picture with
/// transparency, its alpha plane, which stands before the size is known that goes to the front.
final class WebpWalk implements FormatWalk {

    private static final int FILE_HEAD = 12;
    private static final int CHUNK_HEAD = 8;

    private enum State {
        FILE_HEAD,
        CHUNK_HEAD,
        BODY,
        PADDING,
        TRAILING
    }

    private final Notes notes = new Notes();
    private final WebpPicture picture;
    private final byte[] field = new byte[FILE_HEAD];
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private State state = State.FILE_HEAD;

    /// Bytes of the current state that have come.
    private long progress;

    /// Position of the current chunk's index 0 in the file.
    private long start;

    /// Bytes of the RIFF chunk still to come.
    private long left;

    private @Nullable WebpChunk chunk;
    private WebpPicture.Use use = WebpPicture.Use.SKIP;
    private long trailing;

    WebpWalk(ImageLimits limits, OutputStream canonical) {
        picture = new WebpPicture(limits, new WebpCanonicalWriter(canonical), notes);
    }

    @Override
    public void feed(byte[] buffer, int from, int to) throws ImageRefused, IOException {
        start -= from;
        int at = from;
        while (at < to) {
            at =
                    switch (state) {
                        case FILE_HEAD -> fill(buffer, at, to, FILE_HEAD);
                        case CHUNK_HEAD -> fill(buffer, at, to, CHUNK_HEAD);
                        case BODY -> body(buffer, at, to);
                        case PADDING -> {
                            left--;
                            nextChunk(start + at + 1);
                            yield at + 1;
                        }
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
            throw ImageRefused.truncated("W1", start, "the file is shorter than it says");
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

    private int fill(byte[] buffer, int at, int to, int size) throws ImageRefused, IOException {
        int taken = (int) Math.min(to - at, size - progress);
        System.arraycopy(buffer, at, field, (int) progress, taken);
        progress += taken;
        if (progress == size && state == State.FILE_HEAD) {
            beginFile(start + at + taken);
        } else if (progress == size) {
            beginChunk(start + at + taken - CHUNK_HEAD);
        }
        return at + taken;
    }

    private void beginFile(long next) throws ImageRefused {
        left = u32(Integer.BYTES);
        if (left < FILE_HEAD) {
            throw ImageRefused.corrupt("W1", Integer.BYTES, "RIFF size " + left);
        }
        left -= Integer.BYTES;
        enter(State.CHUNK_HEAD);
        checkRoom(next);
    }

    private void beginChunk(long offset) throws ImageRefused, IOException {
        left -= CHUNK_HEAD;
        var begun = new WebpChunk(new String(field, 0, 4, ISO_8859_1), u32(4), offset);
        if (begun.length() > left) {
            throw begun.corrupt("W2", "a chunk is longer than its file");
        }
        chunk = begun;
        use = picture.begin(begun);
        body.reset();
        enter(State.BODY);
        if (begun.length() == 0) {
            endChunk(begun, offset + CHUNK_HEAD);
        }
    }

    private int body(byte[] buffer, int at, int to) throws ImageRefused, IOException {
        var open = current();
        int taken = (int) Math.min(to - at, open.length() - progress);
        switch (use) {
            case READ -> body.write(buffer, at, taken);
            case PIXELS -> picture.pixels(buffer, at, at + taken);
            case SKIP -> {}
        }
        progress += taken;
        left -= taken;
        if (progress == open.length()) {
            endChunk(open, start + at + taken);
        }
        return at + taken;
    }

    private void endChunk(WebpChunk ended, long next) throws ImageRefused, IOException {
        switch (use) {
            case READ -> picture.read(ended, body.toByteArray());
            case PIXELS -> picture.endPixels();
            case SKIP -> {}
        }
        // A writer that forgot to count the last padding byte is forgiven.
        if (ended.length() % 2 == 1 && left > 0) {
            enter(State.PADDING);
        } else {
            nextChunk(next);
        }
    }

    private void nextChunk(long offset) throws ImageRefused {
        if (left > 0) {
            enter(State.CHUNK_HEAD);
            checkRoom(offset);
        } else {
            picture.end(offset);
            enter(State.TRAILING);
        }
    }

    private void checkRoom(long offset) throws ImageRefused {
        if (left < CHUNK_HEAD) {
            throw ImageRefused.corrupt("W2", offset, "no room for a chunk");
        }
    }

    private void enter(State next) {
        state = next;
        progress = 0;
    }

    private long u32(int at) {
        var value = ByteBuffer.wrap(field).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
        return Integer.toUnsignedLong(value);
    }

    private WebpChunk current() {
        if (chunk == null) {
            throw new IllegalStateException("no chunk is open");
        }
        return chunk;
    }
}
