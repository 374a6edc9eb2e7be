package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import java.io.ByteArrayInputStream;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written: the same pixels, and nothing else.
class CanonicalFormTest {

    /// Hidden wherever a file has room for it.
    private static final String SECRET = "51.5007N 0.1246W Jane Doe";

    /// What metadata-extractor may still find: structure, and the header of our own.
    private static final Set<String> STRUCTURE =
            Set.of(
                    "JPEG",
                    "JFIF",
                    "Huffman",
                    "Adobe JPEG",
                    "File Type",
                    "PNG-IHDR",
                    "PNG-PLTE",
                    "PNG-tRNS",
                    "WebP");

    static Stream<String> names() {
        return Pictures.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void thePixelsAreTheSame(String name) {
        byte[] file = Pictures.all().get(name);

        var verdict = Verdict.of(file);

        assertThat(verdict.words()).isEqualTo("accepted");
        assertThat(Pictures.samePixels(file, verdict.canonical())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theCanonicalFormOfTheCanonicalFormIsItself(String name) {
        byte[] canonical = Verdict.of(Pictures.all().get(name)).canonical();

        var again = Verdict.of(canonical);

        assertThat(again.accepted().notes()).isEmpty();
        assertThat(again.canonical()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @MethodSource("names")
    void noMetadataIsLeft(String name) throws Exception {
        byte[] file = withSecrets(name, Pictures.all().get(name));
        assertThat(new String(file, ISO_8859_1)).contains(SECRET);

        var verdict = Verdict.of(file);

        assertThat(verdict.words()).isEqualTo("accepted");
        assertThat(new String(verdict.canonical(), ISO_8859_1)).doesNotContain(SECRET);
        assertThat(verdict.canonical()).isEqualTo(Verdict.of(Pictures.all().get(name)).canonical());
        assertThat(directories(verdict.canonical())).isSubsetOf(STRUCTURE);
    }

    @Test
    void anRgbJpegStaysRgb() {
        var ycc = JpegParts.of(Pictures.jpeg(3)).without(JpegMarker.APP0);
        byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 1, 2, 3, 4, 0};
        var byHeader = ycc.insert(0, JpegParts.part(JpegMarker.APP14, adobe)).bytes();
        var byIds =
                ycc.change(
                                JpegMarker.SOF0,
                                sof -> sof.withByte(6, 'R').withByte(9, 'G').withByte(12, 'B'))
                        .change(
                                JpegMarker.SOS,
                                sos -> sos.withByte(1, 'R').withByte(3, 'G').withByte(5, 'B'))
                        .bytes();

        for (byte[] file : new byte[][] {byHeader, byIds}) {
            byte[] canonical = Verdict.of(file).canonical();
            assertThat(JpegParts.of(canonical).parts().getFirst().marker())
                    .isEqualTo(JpegMarker.APP14);
            assertThat(Pictures.samePixels(file, canonical)).isTrue();
            assertThat(Pictures.samePixels(file, ycc.bytes())).isFalse();
        }
    }

    @Test
    void tablesThatNoScanUsesAreNotWritten() {
        byte[] plain = Pictures.jpeg(3);
        var parts = JpegParts.of(plain);
        var quant = parts.first(JpegMarker.DQT).withByte(0, 3);
        var huffman = parts.first(JpegMarker.DHT).withByte(0, 2);

        byte[] file = parts.insert(0, quant).insert(0, huffman).bytes();

        assertThat(Verdict.of(file).canonical()).isEqualTo(Verdict.of(plain).canonical());
    }

    private static byte[] withSecrets(String name, byte[] file) {
        byte[] secret = SECRET.getBytes(ISO_8859_1);
        byte[] hidden =
                name.endsWith("jpg")
                        ? inJpeg(file, secret)
                        : name.endsWith("png") ? inPng(name, secret) : inWebp(file, secret);
        var longer = new java.io.ByteArrayOutputStream();
        longer.writeBytes(hidden);
        longer.writeBytes(secret);
        return longer.toByteArray();
    }

    private static byte[] inJpeg(byte[] file, byte[] secret) {
        var parts = JpegParts.of(file);
        for (int marker = 0xE0; marker <= 0xEF; marker++) {
            parts = parts.insert(1, JpegParts.part(marker, secret));
        }
        byte[] exif = ("Exif\0\0" + SECRET).getBytes(ISO_8859_1);
        parts = parts.insert(1, JpegParts.part(JpegMarker.APP1, exif));
        byte[] comment = parts.append(JpegParts.part(0xFE, secret)).bytes();
        var stray = new java.io.ByteArrayOutputStream();
        stray.write(comment, 0, 20);
        stray.writeBytes(secret);
        stray.write(comment, 20, comment.length - 20);
        return stray.toByteArray();
    }

    private static byte[] inPng(String name, byte[] secret) {
        var numbers = name.replaceAll("[^0-9]+", " ").strip().split(" ");
        var png =
                Pngs.of(
                        Integer.parseInt(numbers[0]),
                        Integer.parseInt(numbers[1]),
                        Integer.parseInt(numbers[2]));
        for (var type : new String[] {"tEXt", "zTXt", "iTXt", "eXIf", "prVt", "tIME", "iCCP"}) {
            png = png.insertBefore("IDAT", Pngs.Chunk.of(type, secret));
            png = png.insertBefore("IEND", Pngs.Chunk.of(type, secret));
        }
        return png.replace("IEND", Pngs.Chunk.of("IEND", secret)).bytes();
    }

    private static byte[] inWebp(byte[] file, byte[] secret) {
        var webp = Webps.of(file);
        if (!webp.chunks().getFirst().type().equals("VP8X")) {
            webp = webp.insert(0, Webps.extended(0x2C, Pictures.WIDTH, Pictures.HEIGHT));
        }
        return webp.insert(1, Webps.chunk("ICCP", secret), Webps.chunk("priv", secret))
                .append(Webps.chunk("EXIF", secret), Webps.chunk("XMP ", secret))
                .bytes();
    }

    private static Set<String> directories(byte[] file) throws Exception {
        var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
        return StreamSupport.stream(metadata.getDirectories().spliterator(), false)
                .map(Directory::getName)
                .collect(Collectors.toSet());
    }
}
