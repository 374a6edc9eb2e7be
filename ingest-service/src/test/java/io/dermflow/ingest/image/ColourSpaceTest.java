package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.ColourSpace;
import io.dermflow.events.ColourSpace.Kind;
import io.dermflow.ingest.image.Pngs.Chunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where each format keeps its colour space, and which of several counts.
class ColourSpaceTest {

    private static final byte[] PROFILE =
            Iccs.rgb(
                    new double[] {0.61, 0.311, 0.019, 0.205, 0.626, 0.061, 0.149, 0.063, 0.745},
                    Iccs.gamma(563));
    private static final int[] SRGB_POINTS = {
        31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000
    };
    private static final int[] ADOBE_POINTS = {
        31_270, 32_900, 64_000, 33_000, 21_000, 71_000, 15_000, 6_000
    };

    private final Pngs png = Pngs.of(2, 8, 0);
    private final JpegParts jpeg = JpegParts.of(Pictures.jpeg(3));

    @Test
    void withoutAWordItIsAssumedToBeSrgb() {
        assertThat(space(png)).isEqualTo(ColourSpace.ASSUMED_SRGB);
        assertThat(space(jpeg)).isEqualTo(ColourSpace.ASSUMED_SRGB);
    }

    @Test
    void aJpegProfileMayLieInPiecesOfAnyOrder() {
        assertThat(space(withPieces(piece(1, 1, PROFILE))).kind()).isEqualTo(Kind.ADOBE_RGB);
        byte[] head = Arrays.copyOf(PROFILE, 100);
        byte[] tail = Arrays.copyOfRange(PROFILE, 100, PROFILE.length);
        assertThat(space(withPieces(piece(2, 2, tail), piece(1, 2, head))).kind())
                .isEqualTo(Kind.ADOBE_RGB);
    }

    @Test
    void aJpegProfileThatIsNotWholeIsBroken() {
        assertBroken(piece(1, 2, PROFILE));
        assertBroken(piece(0, 1, PROFILE));
        assertBroken(piece(2, 1, PROFILE));
        assertBroken(piece(1, 2, PROFILE), piece(1, 2, PROFILE));
        assertBroken(piece(1, 2, PROFILE), piece(2, 3, PROFILE));
    }

    @Test
    void aProfileOverTheLimitIsBrokenInEachFormat() {
        var pieces = new ArrayList<JpegParts.Part>();
        for (int i = 1; i <= 20; i++) {
            pieces.add(piece(i, 20, new byte[60_000]));
        }
        var webp =
                Webps.of(Pictures.webps().get("lossy.webp"))
                        .insert(
                                0,
                                Webps.extended(0x20, Pictures.WIDTH, Pictures.HEIGHT),
                                Webps.chunk("ICCP", new byte[(1 << 20) + 1]));

        assertBroken(pieces.toArray(JpegParts.Part[]::new));
        assertBroken(Verdict.of(webp.bytes()));
        assertBroken(Verdict.of(with(packed(new byte[(1 << 20) + 1])).bytes()));
        assertBroken(Verdict.of(with(Chunk.of("iCCP", new byte[(1 << 20) + 1])).bytes()));
    }

    @Test
    void aPngProfileIsUnpacked() {
        assertThat(space(with(packed(PROFILE))).kind()).isEqualTo(Kind.ADOBE_RGB);
        assertBroken(Verdict.of(with(Chunk.of("iCCP", "name\0\0no".getBytes(ISO_8859_1))).bytes()));
        assertBroken(Verdict.of(with(Chunk.of("iCCP", (byte) 1)).bytes()));
    }

    @Test
    void aWebpProfileIsRead() {
        var webp =
                Webps.of(Pictures.webps().get("lossy.webp"))
                        .insert(
                                0,
                                Webps.extended(0x20, Pictures.WIDTH, Pictures.HEIGHT),
                                Webps.chunk("ICCP", PROFILE));

        assertThat(Verdict.of(webp.bytes()).accepted().colourSpace().kind())
                .isEqualTo(Kind.ADOBE_RGB);
    }

    @Test
    void ofSeveralPngChunksTheOrderOfTheStandardCounts() {
        var points = Chunk.of("cICP", (byte) 12, (byte) 13, (byte) 0, (byte) 1);
        var srgb = Chunk.of("sRGB", (byte) 0);
        var gamma = gamma(45_455);

        assertThat(
                        space(
                                        with(
                                                gamma,
                                                chromaticities(ADOBE_POINTS),
                                                srgb,
                                                packed(PROFILE),
                                                points))
                                .kind())
                .isEqualTo(Kind.DISPLAY_P3);
        assertThat(space(with(gamma, chromaticities(SRGB_POINTS), srgb, packed(PROFILE))).kind())
                .isEqualTo(Kind.ADOBE_RGB);
        assertThat(space(with(gamma, chromaticities(ADOBE_POINTS), srgb)))
                .isEqualTo(new ColourSpace(Kind.SRGB, null, null, false));
        assertThat(space(with(gamma, chromaticities(SRGB_POINTS))).kind()).isEqualTo(Kind.SRGB);
        assertThat(space(with(gamma))).isEqualTo(ColourSpace.ASSUMED_SRGB);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 13, 0, 1, SRGB", "12, 13, 0, 1, DISPLAY_P3", "9, 14, 0, 1, REC2020",
        "9, 16, 0, 1, UNKNOWN", "1, 13, 1, 1, UNKNOWN", "1, 13, 0, 0, UNKNOWN"
    })
    void codePointsNameASpace(byte primaries, byte transfer, byte matrix, byte range, Kind kind) {
        var points = Chunk.of("cICP", primaries, transfer, matrix, range);

        assertThat(space(with(points)).kind()).isEqualTo(kind);
    }

    @Test
    void chromaticitiesBecomeAMatrixAdaptedToD50() {
        var adobe = space(with(gamma(45_471), chromaticities(ADOBE_POINTS)));
        var linear = space(with(gamma(100_000), chromaticities(SRGB_POINTS)));

        assertThat(adobe.kind()).isEqualTo(Kind.ADOBE_RGB);
        assertThat(linear.kind()).isEqualTo(Kind.MATRIX);
        assertThat(linear.curve()).isEqualTo(new ColourSpace.ToneCurve("gamma", List.of(1.0)));
        for (int i = 0; i < 9; i++) {
            assertThat(linear.matrix().get(i))
                    .isCloseTo(KnownSpaces.SRGB_MATRIX.get(i), within(0.0005));
        }
    }

    @Test
    void chromaticitiesThatSpanNoSpaceAreUnknown() {
        assertThat(space(with(gamma(45_455), chromaticities(new int[8]))).kind())
                .isEqualTo(Kind.UNKNOWN);
        assertThat(space(with(gamma(0), chromaticities(SRGB_POINTS))).kind())
                .isEqualTo(Kind.UNKNOWN);
    }

    private void assertBroken(JpegParts.Part... pieces) {
        assertBroken(Verdict.of(withPieces(pieces).bytes()));
    }

    private static void assertBroken(Verdict verdict) {
        assertThat(verdict.accepted().colourSpace().kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(verdict.accepted().notes()).contains(new Note(Note.Kind.ICC_BROKEN, 0));
    }

    private JpegParts withPieces(JpegParts.Part... pieces) {
        var changed = jpeg;
        for (int i = 0; i < pieces.length; i++) {
            changed = changed.insert(i, pieces[i]);
        }
        return changed;
    }

    private static JpegParts.Part piece(int number, int total, byte[] data) {
        byte[] body =
                ByteBuffer.allocate(14 + data.length)
                        .put("ICC_PROFILE\0".getBytes(ISO_8859_1))
                        .put((byte) number)
                        .put((byte) total)
                        .put(data)
                        .array();
        return JpegParts.part(JpegMarker.APP2, body);
    }

    private Pngs with(Chunk... chunks) {
        return png.insertBefore("IDAT", chunks);
    }

    private static Chunk packed(byte[] profile) {
        byte[] zlib = Pngs.deflate(profile);
        byte[] body = Arrays.copyOf("name\0\0".getBytes(ISO_8859_1), 6 + zlib.length);
        System.arraycopy(zlib, 0, body, 6, zlib.length);
        return Chunk.of("iCCP", body);
    }

    private static Chunk gamma(int value) {
        return Chunk.of("gAMA", ByteBuffer.allocate(4).putInt(value).array());
    }

    private static Chunk chromaticities(int[] values) {
        var body = ByteBuffer.allocate(32);
        Arrays.stream(values).forEach(body::putInt);
        return Chunk.of("cHRM", body.array());
    }

    private static ColourSpace space(Pngs file) {
        return Verdict.of(file.bytes()).accepted().colourSpace();
    }

    private static ColourSpace space(JpegParts file) {
        return Verdict.of(file.bytes()).accepted().colourSpace();
    }
}
