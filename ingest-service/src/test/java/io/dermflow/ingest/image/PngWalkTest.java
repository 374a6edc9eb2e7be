package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.ingest.image.Pngs.Chunk;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules P1 to P8.
class PngWalkTest {

    private static final Pngs RGB = Pngs.of(2, 8, 0);
    private static final Pngs PALETTE = Pngs.of(3, 8, 0);
    private static final byte[] ROWS = Pngs.rows(2, 8, 0);

    @Test
    void acceptsAPlainPicture() {
        var image = Verdict.of(RGB.bytes()).accepted();

        assertThat(image.mediaType()).isEqualTo("image/png");
        assertThat(image.width()).isEqualTo(67);
        assertThat(image.height()).isEqualTo(45);
        assertThat(image.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4, 8, 2, 0", "4, 0, 8, 2, 0", "-1, 4, 8, 2, 0", "4, 4, 3, 0, 0", "4, 4, 4, 2, 0",
        "4, 4, 16, 3, 0", "4, 4, 8, 1, 0", "4, 4, 8, 5, 0", "4, 4, 4, 4, 0", "4, 4, 1, 6, 0",
        "4, 4, 8, 2, 2"
    })
    void p1ChecksEachFieldOfTheHeader(int width, int height, int depth, int colour, int lace) {
        var changed = RGB.replace("IHDR", Pngs.header(width, height, depth, colour, lace));

        assertThat(words(changed)).isEqualTo("image_corrupt P1");
    }

    @Test
    void p1TheHeaderComesFirstAndOnceAndHasThirteenBytes() {
        var header = RGB.first("IHDR");
        byte[] longer = Arrays.copyOf(header.body(), 14);
        byte[] otherMethod = header.body().clone();
        otherMethod[10] = 1;

        assertThat(words(RGB.without("IHDR"))).isEqualTo("image_corrupt P1");
        assertThat(words(RGB.insertBefore("IDAT", header))).isEqualTo("image_corrupt P1");
        assertThat(words(RGB.replace("IHDR", Chunk.of("IHDR", longer))))
                .isEqualTo("image_corrupt P1");
        assertThat(words(RGB.replace("IHDR", Chunk.of("IHDR", otherMethod))))
                .isEqualTo("image_corrupt P1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IHDR", "IDAT", "IEND"})
    void p2RefusesACriticalChunkWithAWrongChecksum(String type) {
        assertThat(words(RGB.replace(type, RGB.first(type).withWrongCrc())))
                .isEqualTo("image_corrupt P2");
    }

    @Test
    void p2RefusesChunkLengthsAndTypesThatCanNotBe() {
        byte[] negative = RGB.bytes();
        negative[8 + 25] = (byte) 0x80;
        byte[] type = RGB.bytes();
        type[8 + 25 + 5] = '1';

        assertThat(Verdict.of(negative).words()).isEqualTo("image_corrupt P2");
        assertThat(Verdict.of(type).words()).isEqualTo("image_corrupt P2");
    }

    @Test
    void p2AChunkThatTheFileCutsIsTruncated() {
        byte[] file = RGB.bytes();

        for (int missing : new int[] {1, 4, 11, 13, 200}) {
            assertThat(Verdict.of(Arrays.copyOf(file, file.length - missing)).words())
                    .isEqualTo("image_truncated P2");
        }
    }

    @Test
    void p3DropsAnAncillaryChunkWithAWrongChecksum() {
        var time = Chunk.of("tIME", new byte[7]).withWrongCrc();
        var srgb = Chunk.of("sRGB", (byte) 0).withWrongCrc();
        var palette = PALETTE.first("tRNS").withWrongCrc();

        var verdict = Verdict.of(RGB.insertBefore("IDAT", time, srgb).bytes());

        assertThat(verdict.canonical()).isEqualTo(Verdict.of(RGB.bytes()).canonical());
        assertThat(verdict.accepted().colourSpace().assumed()).isTrue();
        assertThat(Verdict.of(PALETTE.replace("tRNS", palette).bytes()).canonical())
                .isEqualTo(Verdict.of(PALETTE.without("tRNS").bytes()).canonical());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 769, 771})
    void p4RefusesAPaletteOfTheWrongLength(int length) {
        assertThat(words(PALETTE.replace("PLTE", Chunk.of("PLTE", new byte[length]))))
                .isEqualTo("image_corrupt P4");
    }

    @Test
    void p4ThePaletteComesOnceBeforeTheDataAndWhereItBelongs() {
        var palette = PALETTE.first("PLTE");

        assertThat(words(PALETTE.insertBefore("PLTE", palette))).isEqualTo("image_corrupt P4");
        assertThat(words(PALETTE.without("PLTE"))).isEqualTo("image_corrupt P4");
        assertThat(words(RGB.insertBefore("IEND", palette))).isEqualTo("image_corrupt P4");
        assertThat(words(Pngs.of(0, 8, 0).insertBefore("IDAT", palette)))
                .isEqualTo("image_corrupt P4");
        assertThat(words(Pngs.of(3, 2, 0).replace("PLTE", palette))).isEqualTo("image_corrupt P4");
    }

    @Test
    void p4PixelDataIsThereAndConsecutive() {
        var between = Chunk.of("tEXt", "a\0b".getBytes(ISO_8859_1));
        var data = RGB.first("IDAT");
        var split = RGB.replace("IDAT", between).insertBefore("tEXt", data);
        var apart = split.insertBefore("IEND", data);

        assertThat(words(RGB.without("IDAT"))).isEqualTo("image_corrupt P4");
        assertThat(words(apart)).isEqualTo("image_corrupt P4");
    }

    @Test
    void p4RefusesAnUnknownCriticalChunk() {
        assertThat(words(RGB.insertBefore("IDAT", Chunk.of("NEWX")))).isEqualTo("image_corrupt P4");
    }

    @Test
    void p5RefusesAnAnimationOfMoreThanOneFrame() {
        assertThat(words(RGB.insertBefore("IDAT", animation(2)))).isEqualTo("image_animated P5");
        assertThat(words(RGB.insertBefore("IDAT", animation(-1)))).isEqualTo("image_animated P5");
        assertThat(words(RGB.insertBefore("IDAT", animation(1)))).isEqualTo("accepted");
        assertThat(words(RGB.insertBefore("IEND", animation(2)))).isEqualTo("accepted");
    }

    @Test
    void p6MissingPixelDataIsTruncated() {
        byte[] short1 = Pngs.deflate(Arrays.copyOf(ROWS, ROWS.length - 1));
        byte[] whole = Pngs.deflate(ROWS);

        assertThat(words(RGB.withData(short1))).isEqualTo("image_truncated P6");
        assertThat(words(RGB.withData(Arrays.copyOf(whole, whole.length / 2))))
                .isEqualTo("image_truncated P6");
        assertThat(words(RGB.withData(new byte[0]))).isEqualTo("image_truncated P6");
    }

    @Test
    void p6RefusesAStreamThatDoesNotInflate() {
        byte[] method = Pngs.deflate(ROWS);
        method[0] = 0x79;
        byte[] dictionary = Pngs.deflate(ROWS);
        dictionary[0] = 0x78;
        dictionary[1] = 0x20;
        byte[] blockType = Pngs.deflate(ROWS);
        blockType[2] |= 0x06;
        byte[] checksum = Pngs.deflate(ROWS);
        checksum[checksum.length - 1]++;

        for (byte[] data : new byte[][] {method, dictionary, blockType, checksum}) {
            assertThat(words(RGB.withData(data))).isEqualTo("image_corrupt P6");
        }
    }

    @Test
    void p6RefusesAFilterThatDoesNotExist() {
        byte[] rows = ROWS.clone();
        rows[1 + 67 * 3] = 5;

        assertThat(words(RGB.withData(Pngs.deflate(rows)))).isEqualTo("image_corrupt P6");
    }

    @Test
    void p6RefusesABombOneByteAfterTheLastRow() {
        byte[] bomb = Pngs.deflate(Arrays.copyOf(ROWS, 50 << 20));

        assertThat(words(RGB.withData(bomb))).isEqualTo("image_corrupt P6");
    }

    @Test
    void p6CutsBytesBehindTheStreamOffWithANote() {
        byte[] zlib = Pngs.deflate(ROWS);
        byte[] longer = Arrays.copyOf(zlib, zlib.length + 5);

        var verdict = Verdict.of(RGB.withData(longer).bytes());

        assertThat(verdict.accepted().notes()).containsExactly(new Note(Note.Kind.GARBAGE, 5));
        assertThat(verdict.canonical())
                .isEqualTo(Verdict.of(RGB.withData(zlib).bytes()).canonical());
    }

    @Test
    void p6WritesAChecksumThatWasMissing() {
        byte[] zlib = Pngs.deflate(ROWS);

        for (int missing = 1; missing <= 4; missing++) {
            var cut = RGB.withData(Arrays.copyOf(zlib, zlib.length - missing));
            var verdict = Verdict.of(cut.bytes());

            assertThat(verdict.words()).isEqualTo("accepted");
            assertThat(verdict.canonical()).isEqualTo(Verdict.of(RGB.bytes()).canonical());
        }
    }

    @Test
    void p7AFileWithoutItsLastChunkIsTruncated() {
        assertThat(words(RGB.without("IEND"))).isEqualTo("image_truncated P7");
        assertThat(Verdict.of(Arrays.copyOf(RGB.bytes(), 8)).words())
                .isEqualTo("image_truncated P7");
    }

    @Test
    void p7DropsWhatFollowsTheLastChunkAndCountsIt() {
        byte[] file = RGB.bytes();

        var verdict = Verdict.of(Arrays.copyOf(file, file.length + 77));

        assertThat(verdict.accepted().notes()).containsExactly(new Note(Note.Kind.TRAILING, 77));
        assertThat(verdict.canonical()).isEqualTo(Verdict.of(file).canonical());
    }

    @Test
    void p8ToleratesPixelsBeyondThePalette() {
        byte[] twoColours = Arrays.copyOf(PALETTE.first("PLTE").body(), 6);

        assertThat(words(PALETTE.replace("PLTE", Chunk.of("PLTE", twoColours))))
                .isEqualTo("accepted");
    }

    @Test
    void writesATransparencyThatCountsAndNoOther() {
        var colour =
                Chunk.of(
                        "tRNS",
                        (byte) 0xAA,
                        (byte) 1,
                        (byte) 0xAA,
                        (byte) 2,
                        (byte) 0xAA,
                        (byte) 3);

        byte[] written = Verdict.of(RGB.insertBefore("IDAT", colour).bytes()).canonical();
        byte[] late = Verdict.of(RGB.insertBefore("IEND", colour).bytes()).canonical();
        byte[] suggested =
                Verdict.of(RGB.insertBefore("IDAT", PALETTE.first("PLTE")).bytes()).canonical();

        assertThat(new String(written, ISO_8859_1)).contains("tRNS\0\u0001\0\u0002\0\u0003");
        assertThat(late).isEqualTo(Verdict.of(RGB.bytes()).canonical());
        assertThat(suggested).isEqualTo(Verdict.of(RGB.bytes()).canonical());
    }

    private static Chunk animation(int frames) {
        return Chunk.of("acTL", ByteBuffer.allocate(8).putInt(frames).array());
    }

    private static String words(Pngs png) {
        return Verdict.of(png.bytes()).words();
    }
}
