package io.dermflow.ingest.image;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// A good JPEG taken apart, so that a test can change one thing and put it together again.
record JpegParts(List<Part> parts) {

    /// A marker segment with what follows it up to the next one: entropy data behind a SOS.
    record Part(int marker, byte[] body, byte[] entropy) {

        Part withBody(byte[] other) {
            return new Part(marker, other, entropy);
        }

        Part withByte(int at, int value) {
            byte[] changed = body.clone();
            changed[at] = (byte) value;
            return withBody(changed);
        }

        Part withMarker(int other) {
            return new Part(other, body, entropy);
        }

        Part withEntropy(byte[] other) {
            return new Part(marker, body, other);
        }
    }

    JpegParts {
        parts = List.copyOf(parts);
    }

    static Part part(int marker, byte... body) {
        return new Part(marker, body, new byte[0]);
    }

    static JpegParts of(byte[] file) {
        var parts = new ArrayList<Part>();
        int at = 2;
        while ((file[at + 1] & 0xFF) != JpegMarker.EOI) {
            int marker = file[at + 1] & 0xFF;
            int end = at + 2 + ((file[at + 2] & 0xFF) << 8 | file[at + 3] & 0xFF);
            int next = marker == JpegMarker.SOS ? endOfEntropy(file, end) : end;
            parts.add(
                    new Part(
                            marker,
                            Arrays.copyOfRange(file, at + 4, end),
                            Arrays.copyOfRange(file, end, next)));
            at = next;
        }
        return new JpegParts(parts);
    }

    private static int endOfEntropy(byte[] file, int from) {
        int at = from;
        while (file[at] != (byte) 0xFF
                || file[at + 1] == 0
                || JpegMarker.isRestart(file[at + 1] & 0xFF)) {
            at++;
        }
        return at;
    }

    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) JpegMarker.SOI});
        for (var part : parts) {
            int length = part.body().length + 2;
            out.writeBytes(
                    new byte[] {
                        (byte) 0xFF, (byte) part.marker(), (byte) (length >> 8), (byte) length
                    });
            out.writeBytes(part.body());
            out.writeBytes(part.entropy());
        }
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) JpegMarker.EOI});
        return out.toByteArray();
    }

    Part first(int marker) {
        return parts.get(indexOf(marker));
    }

    int indexOf(int marker) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).marker() == marker) {
                return i;
            }
        }
        throw new AssertionError("no marker " + Integer.toHexString(marker));
    }

    /// Changes the first segment with this marker.
    JpegParts change(int marker, UnaryOperator<Part> change) {
        int at = indexOf(marker);
        var changed = new ArrayList<>(parts);
        changed.set(at, change.apply(changed.get(at)));
        return new JpegParts(changed);
    }

    JpegParts without(int marker) {
        return new JpegParts(parts.stream().filter(part -> part.marker() != marker).toList());
    }

    JpegParts without(Part unwanted) {
        return new JpegParts(parts.stream().filter(part -> part != unwanted).toList());
    }

    JpegParts insert(int at, Part part) {
        var changed = new ArrayList<>(parts);
        changed.add(at, part);
        return new JpegParts(changed);
    }

    JpegParts append(Part part) {
        return insert(parts.size(), part);
    }

    List<Part> all(int marker) {
        return parts.stream().filter(part -> part.marker() == marker).toList();
    }
}
