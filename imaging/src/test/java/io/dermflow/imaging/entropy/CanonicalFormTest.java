package io.dermflow.imaging.entropy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.entropy.EntropyVerdict.Damaged;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Whatever intake doesn't write is refused, so that no native decoder meets it.
class CanonicalFormTest {

    private static final int HEADER = 20;

    private final byte[] jpeg = JpegVariant.BASELINE.of(96, 80, 80);

    @Test
    void refusesForeignSegments() {
        var comment = new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 4, 'h', 'i'};

        assertCorrupt(insert(comment, HEADER));
    }

    @Test
    void refusesTrailingBytes() {
        assertCorrupt(Arrays.copyOf(jpeg, jpeg.length + 1));
    }

    @Test
    void refusesAnotherHeader() {
        var other = jpeg.clone();
        other[12] = 2;

        assertCorrupt(other);
    }

    @Test
    void refusesOtherFormats() {
        assertCorrupt("RIFF....WEBPVP8 ".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void refusesSidesPastTheLimit() {
        assertCorrupt(withSize(jpeg, 20_001, 64));
        assertCorrupt(withSize(jpeg, 8000, 8000));
        assertCorrupt(withSize(jpeg, 0, 80));
    }

    @Test
    void saysThatALargerPictureThanItsDataIsTruncated() {
        var verdict = JpegEntropyCheck.check(withSize(jpeg, 96, 800));

        assertThat(verdict).isInstanceOf(Damaged.class);
        assertThat(((Damaged) verdict).code()).isEqualTo(EntropyVerdict.TRUNCATED);
    }

    @Test
    void refusesDataLeftOver() {
        var verdict = JpegEntropyCheck.check(withSize(jpeg, 96, 48));

        assertThat(verdict).isInstanceOf(Damaged.class);
        assertThat(((Damaged) verdict).rule()).isEqualTo("H4");
    }

    @Test
    void acceptsPaddingBytesBeforeTheEnd() {
        var padded = insert(new byte[] {0, (byte) 0xFF, 0}, jpeg.length - 2);

        assertThat(JpegEntropyCheck.check(padded)).isInstanceOf(EntropyVerdict.Whole.class);
    }

    @Test
    void refusesAProgressiveFileWithoutItsLastScan() {
        var progressive = JpegVariant.PROGRESSIVE.of(96, 80, 80);
        var lastScan = lastIndexOfMarker(progressive, 0xC4);

        var verdict = JpegEntropyCheck.check(JpegVariant.cutAndClosed(progressive, lastScan));

        assertThat(verdict).isInstanceOf(Damaged.class);
        assertThat(((Damaged) verdict).rule()).isEqualTo("J11");
    }

    private static void assertCorrupt(byte[] bytes) {
        var verdict = JpegEntropyCheck.check(bytes);
        assertThat(verdict).isInstanceOf(Damaged.class);
        assertThat(((Damaged) verdict).code()).isEqualTo(EntropyVerdict.CORRUPT);
    }

    private byte[] insert(byte[] piece, int at) {
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, at);
        out.writeBytes(piece);
        out.write(jpeg, at, jpeg.length - at);
        return out.toByteArray();
    }

    private static byte[] withSize(byte[] jpeg, int width, int height) {
        var changed = jpeg.clone();
        var frame = lastIndexOfMarker(jpeg, 0xC0);
        changed[frame + 5] = (byte) (height >> 8);
        changed[frame + 6] = (byte) height;
        changed[frame + 7] = (byte) (width >> 8);
        changed[frame + 8] = (byte) width;
        return changed;
    }

    private static int lastIndexOfMarker(byte[] jpeg, int code) {
        var at = jpeg.length - 2;
        while (jpeg[at] != (byte) 0xFF || jpeg[at + 1] != (byte) code) {
            at--;
        }
        return at;
    }
}
