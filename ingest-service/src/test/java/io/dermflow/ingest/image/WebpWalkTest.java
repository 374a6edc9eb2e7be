package io.dermflow.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.ingest.image.Webps.Chunk;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules W1 to W6.
class WebpWalkTest {

    private static final int FIRST_PARTITION = 5;

    private static final Webps LOSSY = Webps.of(Pictures.webps().get("lossy.webp"));
    private static final Webps LOSSLESS = Webps.of(Pictures.webps().get("lossless.webp"));
    private static final Webps ALPHA = Webps.of(Pictures.webps().get("alpha.webp"));
    private static final Chunk CANVAS = Webps.extended(0, Pictures.WIDTH, Pictures.HEIGHT);

    @Test
    void acceptsAPlainPicture() {
        var image = Verdict.of(LOSSY.bytes()).accepted();

        assertThat(image.mediaType()).isEqualTo("image/webp");
        assertThat(image.width()).isEqualTo(Pictures.WIDTH);
        assertThat(image.height()).isEqualTo(Pictures.HEIGHT);
        assertThat(image.notes()).isEmpty();
        assertThat(Verdict.of(LOSSLESS.bytes()).accepted().width()).isEqualTo(Pictures.WIDTH);
    }

    @Test
    void w1AFileShorterThanItSaysIsTruncated() {
        byte[] file = LOSSY.bytes();

        for (int missing : new int[] {1, 2, 100, file.length - 13, file.length - 12}) {
            assertThat(Verdict.of(Arrays.copyOf(file, file.length - missing)).words())
                    .isEqualTo("image_truncated W1");
        }
    }

    @Test
    void w1RefusesARiffSizeThatHoldsNoChunk() {
        byte[] file = LOSSY.bytes();
        file[4] = 11;
        file[5] = 0;
        file[6] = 0;

        assertThat(Verdict.of(file).words()).isEqualTo("image_corrupt W1");
    }

    @Test
    void w1DropsWhatFollowsTheFileAndCountsIt() {
        byte[] file = LOSSY.bytes();

        var verdict = Verdict.of(Arrays.copyOf(file, file.length + 9));

        assertThat(verdict.accepted().notes()).containsExactly(new Note(Note.Kind.TRAILING, 9));
        assertThat(verdict.canonical()).isEqualTo(Verdict.of(file).canonical());
    }

    @Test
    void w2TheFirstChunkIsThePictureOrTheExtendedHeader() {
        assertThat(words(LOSSY.insert(0, Webps.chunk("EXIF", (byte) 1))))
                .isEqualTo("image_corrupt W2");
        assertThat(words(LOSSY.append(CANVAS))).isEqualTo("image_corrupt W2");
        assertThat(words(LOSSY.insert(0, CANVAS))).isEqualTo("accepted");
    }

    @Test
    void w2RefusesAChunkLongerThanTheFileAndAPictureThatNeverComes() {
        byte[] file = LOSSY.bytes();
        file[16] += 2;

        assertThat(Verdict.of(file).words()).isEqualTo("image_corrupt W2");
        assertThat(words(new Webps(LOSSY.chunks().subList(0, 0)).append(CANVAS)))
                .isEqualTo("image_corrupt W2");
    }

    @Test
    void w2OddLengthsArePadded() {
        var odd = LOSSY.append(Webps.chunk("odd ", (byte) 1), Webps.chunk("even"));

        assertThat(words(odd)).isEqualTo("accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANIM", "ANMF"})
    void w3RefusesAnAnimation(String type) {
        var flagged = Webps.extended(0x02, Pictures.WIDTH, Pictures.HEIGHT);

        assertThat(words(LOSSY.insert(0, CANVAS, Webps.chunk(type, (byte) 0))))
                .isEqualTo("image_animated W3");
        assertThat(words(LOSSY.insert(0, flagged))).isEqualTo("image_animated W3");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0x01, 0x01",
        "0, 0x08, 0x08",
        "0, 0x10, 0",
        "3, 0xFF, 0",
        "4, 0xFF, 0",
        "5, 0xFF, 0"
    })
    void w4ChecksTheFrameHeader(int at, String mask, String value) {
        var frame = LOSSY.first("VP8 ");
        int changed = frame.body()[at] & ~Integer.decode(mask) | Integer.decode(value);

        assertThat(words(LOSSY.replace("VP8 ", frame.withByte(at, changed))))
                .isEqualTo("image_corrupt W4");
    }

    @Test
    void w4RefusesASideOfZero() {
        var frame = LOSSY.first("VP8 ").withByte(6, 0).withByte(7, 0x40);

        assertThat(words(LOSSY.replace("VP8 ", frame))).isEqualTo("image_corrupt W4");
    }

    @Test
    void w4AFirstPartitionOrFrameHeaderThatIsCutIsTruncated() {
        var frame = LOSSY.first("VP8 ");
        int first = firstPartition(frame);

        for (int kept : new int[] {0, 3, 9, 10, 10 + first - 1, 10 + first}) {
            var cut = new Chunk("VP8 ", Arrays.copyOf(frame.body(), kept));
            assertThat(words(LOSSY.replace("VP8 ", cut))).isEqualTo("image_truncated W4");
        }
    }

    @Test
    void w4TokenPartitionsThatAreCutAreTruncated() {
        var partitioned = Webps.of(Vp8Frames.partitioned(8));
        var frame = partitioned.first("VP8 ");
        int table = 10 + firstPartition(frame);
        int last = table + 3 * 7 + 7 * Vp8Frames.PARTITION;

        assertThat(words(partitioned)).isEqualTo("accepted");
        for (int kept : new int[] {table + 1, table + 21, last - 1, last}) {
            var cut = new Chunk("VP8 ", Arrays.copyOf(frame.body(), kept));
            assertThat(words(partitioned.replace("VP8 ", cut))).isEqualTo("image_truncated W4");
        }
    }

    @Test
    void w5ChecksTheLosslessHeader() {
        var image = LOSSLESS.first("VP8L");

        assertThat(words(LOSSLESS.replace("VP8L", image.withByte(0, 0x2E))))
                .isEqualTo("image_corrupt W5");
        assertThat(words(LOSSLESS.replace("VP8L", image.withByte(4, image.body()[4] | 0x20))))
                .isEqualTo("image_corrupt W5");
        assertThat(words(LOSSLESS.replace("VP8L", Webps.chunk("VP8L", (byte) 0x2F))))
                .isEqualTo("image_truncated W5");
    }

    @Test
    void w5TheCanvasIsAsLargeAsThePicture() {
        var other = Webps.extended(0, Pictures.WIDTH + 1, Pictures.HEIGHT);

        assertThat(words(LOSSY.insert(0, other))).isEqualTo("image_corrupt W5");
        assertThat(words(LOSSLESS.insert(0, other))).isEqualTo("image_corrupt W5");
        assertThat(words(LOSSY.insert(0, Webps.chunk("VP8X", new byte[9]))))
                .isEqualTo("image_corrupt W5");
    }

    @Test
    void w5AnAlphaPlaneStandsBehindTheExtendedHeaderAndBeforeALossyPicture() {
        var plane = ALPHA.first("ALPH");

        assertThat(words(ALPHA)).isEqualTo("accepted");
        assertThat(words(LOSSY.append(plane))).isEqualTo("image_corrupt W5");
        assertThat(words(ALPHA.append(plane))).isEqualTo("image_corrupt W5");
        assertThat(words(ALPHA.insert(1, plane))).isEqualTo("image_corrupt W5");
        assertThat(words(LOSSLESS.insert(0, CANVAS, plane))).isEqualTo("image_corrupt W5");
    }

    @Test
    void w5AnAlphaPlaneIsNoLongerThanAByteForEachPixel() {
        int raw = 1 + Pictures.WIDTH * Pictures.HEIGHT;

        assertThat(words(ALPHA.replace("ALPH", Webps.chunk("ALPH", new byte[raw]))))
                .isEqualTo("accepted");
        for (int length : new int[] {0, raw + 1}) {
            assertThat(words(ALPHA.replace("ALPH", Webps.chunk("ALPH", new byte[length]))))
                    .isEqualTo("image_corrupt W5");
        }
    }

    @Test
    void w6DropsMetadataUnknownChunksAndSecondPictures() {
        var rich =
                LOSSY.insert(0, CANVAS, Webps.chunk("ICCP", new byte[200]))
                        .append(
                                Webps.chunk("EXIF", new byte[31]),
                                Webps.chunk("XMP ", new byte[64]),
                                Webps.chunk("what", new byte[3]),
                                LOSSLESS.first("VP8L"));

        var verdict = Verdict.of(rich.bytes());

        assertThat(verdict.words()).isEqualTo("accepted");
        assertThat(verdict.canonical()).isEqualTo(LOSSY.bytes());
    }

    @Test
    void writesTransparencyWithAnExtendedHeaderOfItsOwn() {
        var canonical = Webps.of(Verdict.of(ALPHA.bytes()).canonical());

        assertThat(canonical.chunks())
                .extracting(Chunk::type)
                .containsExactly("VP8X", "ALPH", "VP8 ");
        assertThat(canonical.first("VP8X").body())
                .isEqualTo(Webps.extended(0x10, Pictures.WIDTH, Pictures.HEIGHT).body());
    }

    private static int firstPartition(Chunk frame) {
        byte[] body = frame.body();
        int tag = body[0] & 0xFF | (body[1] & 0xFF) << 8 | (body[2] & 0xFF) << 16;
        return tag >> FIRST_PARTITION;
    }

    private static String words(Webps webp) {
        return Verdict.of(webp.bytes()).words();
    }
}
