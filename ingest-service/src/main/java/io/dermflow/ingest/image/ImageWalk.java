package io.dermflow.ingest.image;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The walk through one image: verdict and canonical form while the bytes stream in.
///
/// However the file is cut into chunks, verdict, rule, offset and canonical bytes are the same. For
/// one thread. After an [ImageRefused] the walk is over and what was written to the canonical
/// stream is to be thrown away.
public final class ImageWalk implements AutoCloseable {

    private final ImageLimits limits;
    private final OutputStream canonical;
    private final FormatSniffer sniffer = new FormatSniffer();
    private FormatSniffer.@Nullable Format format;
    private @Nullable FormatWalk walk;
    private long received;

    ImageWalk(ImageLimits limits, OutputStream canonical) {
        this.limits = limits;
        this.canonical = canonical;
    }

    /// Walks the next `length` bytes of the file; the array is not kept.
    ///
    /// @throws IOException only what the canonical stream threw
    public void feed(byte[] buffer, int offset, int length) throws ImageRefused, IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        int taken = (int) Math.min(length, limits.maxBytes() - received);
        received += taken;
        try {
            take(buffer, offset, offset + taken);
            if (taken < length) {
                throw ImageRefused.tooLarge(limits.maxBytes());
            }
        } catch (ImageRefused | IOException e) {
            close();
            throw e;
        }
    }

    /// The media type by the first bytes, once they have come: after 12 bytes for the formats that
    /// are taken. PNG costs far more than JPEG, so the caller may want a slot before it goes on.
    public Optional<String> mediaType() {
        return Optional.ofNullable(format).map(FormatSniffer.Format::mediaType);
    }

    /// Judges the end of the file; to be called once, after the last byte.
    ///
    /// @throws IOException only what the canonical stream threw
    public AcceptedImage finish() throws ImageRefused, IOException {
        try {
            var current = walk == null ? open(sniffer.atEnd()) : walk;
            return current.finish();
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        if (walk != null) {
            walk.close();
        }
    }

    private void take(byte[] buffer, int from, int to) throws ImageRefused, IOException {
        int at = from;
        var current = walk;
        while (current == null && at < to) {
            var sniffed = sniffer.next(buffer[at++]);
            if (sniffed != null) {
                current = open(sniffed);
            }
        }
        if (current != null && at < to) {
            current.feed(buffer, at, to);
        }
    }

    private FormatWalk open(FormatSniffer.Format sniffed) throws ImageRefused, IOException {
        var opened =
                switch (sniffed) {
                    case JPEG -> new JpegWalk(limits, canonical);
                    case PNG -> new PngWalk(limits, canonical);
                    case WEBP -> new WebpWalk(limits, canonical);
                };
        format = sniffed;
        walk = opened;
        byte[] head = sniffer.head();
        opened.feed(head, 0, head.length);
        return opened;
    }
}
