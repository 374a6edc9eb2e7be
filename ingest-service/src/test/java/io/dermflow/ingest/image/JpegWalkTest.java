package io.dermflow.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.ingest.image.JpegParts.Part;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.imgcodecs.Imgcodecs;

/// Rules J1 to J7 and J13: markers, segments and the frame header.
class JpegWalkTest {

    private static final byte[] FILE = Pictures.jpeg(3);
    private static final JpegParts PARTS = JpegParts.of(FILE);
    private static final int BEHIND_APP0 = 2 + 18;

    @Test
    void acceptsAPlainPhoto() {
        var image = Verdict.of(FILE).accepted();

        assertThat(image.mediaType()).isEqualTo("image/jpeg");
        assertThat(image.width()).isEqualTo(Pictures.WIDTH);
        assertThat(image.height()).isEqualTo(Pictures.HEIGHT);
        assertThat(image.orientation()).isEqualTo(1);
        assertThat(image.notes()).isEmpty();
    }

    @Test
    void j1TakesAnyNumberOfFillBytesBeforeAMarker() {
        var filled = Verdict.of(insertAt(FILE, 2, fill(1000)));

        assertThat(filled.accepted().notes()).isEmpty();
        assertThat(filled.canonical()).isEqualTo(Verdict.of(FILE).canonical());
    }

    @Test
    void j2DropsBytesBetweenSegmentsWithANote() {
        byte[] stray = {1, 2, 3, (byte) 0xFF, 0, 4};

        var verdict = Verdict.of(insertAt(FILE, BEHIND_APP0, stray));

        assertThat(verdict.accepted().notes()).containsExactly(new Note(Note.Kind.GARBAGE, 6));
        assertThat(verdict.canonical()).isEqualTo(Verdict.of(FILE).canonical());
    }

    @Test
    void j2DropsStrayRestartMarkersWithANote() {
        byte[] stray = {(byte) 0xFF, (byte) 0xD3, (byte) 0xFF, 1};

        var verdict = Verdict.of(insertAt(FILE, 2, stray));

        assertThat(verdict.accepted().notes()).containsExactly(new Note(Note.Kind.STRAY_RST, 4));
    }

    @Test
    void j2RefusesMoreThanSixtyFourKibibytesOfStrayBytes() {
        assertThat(Verdict.of(insertAt(FILE, BEHIND_APP0, new byte[64 << 10])).isAccepted())
                .isTrue();
        assertThat(Verdict.of(insertAt(FILE, BEHIND_APP0, new byte[(64 << 10) + 1])).words())
                .isEqualTo("image_corrupt J2");
    }

    @Test
    void j3RefusesASegmentShorterThanItsLengthField() {
        byte[] file = FILE.clone();
        file[4] = 0;
        file[5] = 1;

        assertThat(Verdict.of(file).words()).isEqualTo("image_corrupt J3");
    }

    @Test
    void j3ASegmentThatTheFileCutsIsTruncated() {
        for (int length : new int[] {4, 5, 6, 10}) {
            assertThat(Verdict.of(Arrays.copyOf(FILE, length)).words())
                    .isEqualTo("image_truncated J3");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "C3,lossless", "C5,hierarchical", "C6,hierarchical", "C7,hierarchical", "C9,arithmetic",
        "CA,arithmetic", "CB,lossless", "CC,arithmetic", "CD,hierarchical", "CE,hierarchical",
        "CF,hierarchical", "DE,hierarchical", "DF,hierarchical", "F7,jpeg_ls"
    })
    void j4RefusesOtherKindsOfJpegWithTheirReason(String marker, String reason) {
        int code = Integer.parseInt(marker, 16);

        var refusal = refusalOf(JpegMarker.SOF0, sof -> sof.withMarker(code));

        assertThat(refusal.code()).isEqualTo("unsupported_jpeg");
        assertThat(refusal.status()).isEqualTo(415);
        assertThat(refusal.rule()).isEqualTo("J4");
        assertThat(refusal.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x02, 0x4F, 0xBF, 0xC8, 0xF0, 0xF6, 0xF8, 0xFD})
    void j5RefusesReservedMarkers(int marker) {
        var verdict = Verdict.of(PARTS.insert(1, JpegParts.part(marker, (byte) 1)).bytes());

        assertThat(verdict.words()).isEqualTo("image_corrupt J5");
    }

    @Test
    void j6RefusesASecondFrameHeader() {
        var sof = PARTS.first(JpegMarker.SOF0);

        assertThat(words(PARTS.insert(PARTS.indexOf(JpegMarker.SOF0), sof)))
                .isEqualTo("image_corrupt J6");
    }

    @Test
    void j6RefusesAScanBeforeTheFrameHeader() {
        assertThat(words(PARTS.without(JpegMarker.SOF0))).isEqualTo("image_corrupt J6");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 12, unsupported_jpeg, 12_bit", "0, 16, image_corrupt,", "5, 4, unsupported_jpeg, cmyk",
        "5, 2, image_corrupt,", "5, 1, image_corrupt,", "7, 0, image_corrupt,",
        "7, 0x51, image_corrupt,", "7, 0x05, image_corrupt,", "8, 4, image_corrupt,",
        "9, 1, image_corrupt,"
    })
    void j6ChecksEachFieldOfTheFrameHeader(int at, String value, String code, String reason) {
        var refusal = refusalOf(JpegMarker.SOF0, sof -> sof.withByte(at, Integer.decode(value)));

        assertThat(refusal.rule()).isEqualTo("J6");
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.reason()).isEqualTo(reason);
    }

    @Test
    void j6RefusesAWidthOfZeroAndAHeightThatComesLater() {
        var noWidth = refusalOf(JpegMarker.SOF0, sof -> sof.withByte(3, 0).withByte(4, 0));
        var noHeight = refusalOf(JpegMarker.SOF0, sof -> sof.withByte(1, 0).withByte(2, 0));

        assertThat(noWidth.code()).isEqualTo("image_corrupt");
        assertThat(noHeight.code()).isEqualTo("unsupported_jpeg");
        assertThat(noHeight.reason()).isEqualTo("dnl");
    }

    @Test
    void j6RefusesAFrameHeaderOfTheWrongLength() {
        byte[] body = PARTS.first(JpegMarker.SOF0).body();

        for (int length : new int[] {0, 5, body.length - 1, body.length + 1}) {
            var cut =
                    PARTS.change(JpegMarker.SOF0, sof -> sof.withBody(Arrays.copyOf(body, length)));
            assertThat(words(cut)).isEqualTo("image_corrupt J6");
        }
    }

    @Test
    void j7RefusesAPictureInsideThePicture() {
        byte[] soi = {(byte) 0xFF, (byte) JpegMarker.SOI};

        assertThat(Verdict.of(insertAt(FILE, 2, soi)).words()).isEqualTo("image_corrupt J7");
    }

    @Test
    void j13DropsWhatFollowsThePictureAndCountsIt() {
        byte[] twice = insertAt(FILE, FILE.length, FILE);

        var verdict = Verdict.of(twice);

        assertThat(verdict.accepted().notes())
                .containsExactly(new Note(Note.Kind.TRAILING, FILE.length));
        assertThat(verdict.canonical()).isEqualTo(Verdict.of(FILE).canonical());
    }

    @Test
    void j13AFileWithoutEndOfImageIsTruncated() {
        byte[] progressive = Pictures.jpeg(3, Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);
        byte[] comment = JpegParts.of(progressive).append(JpegParts.part(0xFE, (byte) 1)).bytes();

        byte[] cut = Arrays.copyOf(comment, comment.length - 2);

        assertThat(Verdict.of(cut).words()).isEqualTo("image_truncated J13");
    }

    @Test
    void namesRuleAndOffsetOfARefusal() {
        byte[] file = insertAt(FILE, 2, new byte[] {(byte) 0xFF, (byte) 0xF0});

        var refusal = Verdict.of(file).refusal();

        assertThat(refusal.offset()).isEqualTo(3);
        assertThat(refusal).hasMessage("image_corrupt J5 at byte 3: reserved marker");
    }

    private static ImageRefused refusalOf(int marker, UnaryOperator<Part> change) {
        return Verdict.of(PARTS.change(marker, change).bytes()).refusal();
    }

    private static String words(JpegParts parts) {
        return Verdict.of(parts.bytes()).words();
    }

    private static byte[] fill(int count) {
        byte[] fill = new byte[count];
        Arrays.fill(fill, (byte) 0xFF);
        return fill;
    }

    private static byte[] insertAt(byte[] file, int at, byte[] inserted) {
        var out = new ByteArrayOutputStream();
        out.write(file, 0, at);
        out.writeBytes(inserted);
        out.write(file, at, file.length - at);
        return out.toByteArray();
    }
}
