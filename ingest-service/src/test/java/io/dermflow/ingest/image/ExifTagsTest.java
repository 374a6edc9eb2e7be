package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.ColourSpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExifTagsTest {

    private static final byte[] JPEG = Pictures.jpeg(3);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsTheOrientationInBothByteOrders(int orientation) {
        for (var order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            assertThat(parse(Exifs.orientation(orientation, order)).orientation())
                    .isEqualTo(orientation);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 65_535})
    void takesAnOrientationThatDoesNotExistForUpright(int orientation) {
        assertThat(parse(Exifs.orientation(orientation, ByteOrder.BIG_ENDIAN)).orientation())
                .isEqualTo(1);
    }

    @Test
    void readsTheColourSpaceOfTheExifAndInteroperabilityDirectories() {
        assertThat(parse(Exifs.colourSpace(1, "R98")).colourSpace().kind())
                .isEqualTo(ColourSpace.Kind.SRGB);
        assertThat(parse(Exifs.colourSpace(1, "R98")).colourSpace().assumed()).isFalse();
        assertThat(parse(Exifs.colourSpace(65_535, "R03")).colourSpace().kind())
                .isEqualTo(ColourSpace.Kind.ADOBE_RGB);
        assertThat(parse(Exifs.colourSpace(65_535, "R98")).colourSpace())
                .isEqualTo(ColourSpace.ASSUMED_SRGB);
    }

    @Test
    void saysNothingOfABlockThatMakesNoSense() {
        byte[] good = Exifs.colourSpace(65_535, "R03");
        var random = new Random(11);

        for (int trial = 0; trial < 20_000; trial++) {
            byte[] bad = new byte[random.nextInt(good.length + 1)];
            System.arraycopy(good, 0, bad, 0, bad.length);
            for (int i = 0; i < 4 && bad.length > 0; i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            assertThat(parse(bad).orientation()).isBetween(1, 8);
        }
    }

    @Test
    void onlyTheFirstExifSegmentOfAJpegCounts() {
        var first = exifSegment(Exifs.orientation(6, ByteOrder.BIG_ENDIAN));
        var second = exifSegment(Exifs.orientation(3, ByteOrder.BIG_ENDIAN));

        byte[] file = JpegParts.of(JPEG).insert(0, second).insert(0, first).bytes();

        assertThat(Verdict.of(file).accepted().orientation()).isEqualTo(6);
        assertThat(Verdict.of(Verdict.of(file).canonical()).accepted().orientation()).isEqualTo(1);
    }

    @Test
    void theOrientationOfPngAndWebpIsReadToo() {
        byte[] exif = Exifs.orientation(8, ByteOrder.LITTLE_ENDIAN);
        var png = Pngs.of(2, 8, 0).insertBefore("IEND", Pngs.Chunk.of("eXIf", exif));
        var webp =
                Webps.of(Pictures.webps().get("lossy.webp"))
                        .insert(0, Webps.extended(8, Pictures.WIDTH, Pictures.HEIGHT))
                        .append(Webps.chunk("EXIF", exifSegment(exif).body()));

        assertThat(Verdict.of(png.bytes()).accepted().orientation()).isEqualTo(8);
        assertThat(Verdict.of(webp.bytes()).accepted().orientation()).isEqualTo(8);
    }

    private static JpegParts.Part exifSegment(byte[] tiff) {
        byte[] body =
                ByteBuffer.allocate(6 + tiff.length)
                        .put("Exif\0\0".getBytes(ISO_8859_1))
                        .put(tiff)
                        .array();
        return JpegParts.part(JpegMarker.APP1, body);
    }

    private static ExifTags parse(byte[] tiff) {
        return ExifTags.parse(tiff, 0, tiff.length);
    }
}
