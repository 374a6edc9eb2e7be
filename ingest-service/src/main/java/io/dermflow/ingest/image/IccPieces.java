package io.dermflow.ingest.image;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Puts the pieces of an ICC profile together that lie in the APP2 segments of a JPEG.
///
/// Whole is a profile whose pieces 1..n all came, none twice, all with the same n, at most
/// `maxBytes` together. Holds no more than that.
final class IccPieces {

    private static final String SIGNATURE = "ICC_PROFILE\0";
    private static final int NUMBER = 12;
    private static final int TOTAL = 13;
    private static final int DATA = 14;

    private final int maxBytes;
    private final byte[] @Nullable [] pieces = new byte[256][];
    private int total;
    private int present;
    private int bytes;
    private boolean broken;

    IccPieces(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(Segment segment) {
        if (!segment.startsWith(SIGNATURE) || segment.length() <= DATA) {
            return;
        }
        int number = segment.u8(NUMBER);
        total = present == 0 ? segment.u8(TOTAL) : total;
        present++;
        bytes += segment.length() - DATA;
        broken |= number == 0 || number > total || total != segment.u8(TOTAL);
        broken |= pieces[number] != null || bytes > maxBytes;
        if (!broken) {
            pieces[number] = Arrays.copyOfRange(segment.bytes(), DATA, segment.length());
        }
    }

    boolean isEmpty() {
        return present == 0;
    }

    /// The profile; empty when it is broken.
    byte[] whole() {
        if (broken || present != total) {
            return new byte[0];
        }
        var profile = new ByteArrayOutputStream(bytes);
        for (byte[] piece : pieces) {
            if (piece != null) {
                profile.writeBytes(piece);
            }
        }
        return profile.toByteArray();
    }
}
