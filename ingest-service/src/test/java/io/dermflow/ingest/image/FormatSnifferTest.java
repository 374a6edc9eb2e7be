package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatSnifferTest {

    @Test
    void f1AnEmptyFileIsMissing() {
        var refusal = Verdict.of(new byte[0]).refusal();

        assertThat(refusal.code()).isEqualTo("image_missing");
        assertThat(refusal.status()).isEqualTo(400);
    }

    @Test
    void f2AllBytesOfASignatureMustMatch() {
        byte[] jpeg = Pictures.jpeg(3);
        jpeg[2] = 0;
        byte[] png = Pngs.of(2, 8, 0).bytes();
        png[4] = '\n';
        byte[] webp = Pictures.webps().get("lossy.webp");
        webp[11] = 'p';

        assertThat(Verdict.of(jpeg).words()).isEqualTo("unsupported_format F4");
        assertThat(Verdict.of(png).words()).isEqualTo("unsupported_format F4");
        assertThat(Verdict.of(webp).words()).isEqualTo("unsupported_format F4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"heic", "heix", "hevc", "heim", "heis", "hevm", "mif1", "msf1"})
    void f3HeicIsRefusedWithAHint(String brand) {
        var refusal = Verdict.of(ftyp(brand, "mif1", "heic")).refusal();

        assertThat(refusal.code()).isEqualTo("unsupported_format_heic");
        assertThat(refusal.status()).isEqualTo(415);
        assertThat(refusal.hint()).contains("Most Compatible");
    }

    @Test
    void f3AvifIsRefusedUnderEitherBrand() {
        for (byte[] file : new byte[][] {ftyp("avif", "mif1"), ftyp("mif1", "heic", "avif")}) {
            var refusal = Verdict.of(file).refusal();

            assertThat(refusal.code()).isEqualTo("unsupported_format");
            assertThat(refusal.detail()).contains("AVIF");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GIF89a..........|GIF",
                "BM..............|BMP",
                "%PDF-1.7........|PDF",
                "<svg xmlns='....|SVG",
                "II*\\0............|TIFF",
                "....ftypisom....|video",
                "x|no image",
                "hello, how are you|no image"
            })
    void f4OtherFormatsAreRefusedByName(String file, String name) {
        var refusal = Verdict.of(file.replace("\\0", "\0").getBytes(ISO_8859_1)).refusal();

        assertThat(refusal.code()).isEqualTo("unsupported_format");
        assertThat(refusal.rule()).isEqualTo("F4");
        assertThat(refusal.detail()).contains(name).endsWith("send JPEG, PNG or WebP");
    }

    private static byte[] ftyp(String major, String... compatible) {
        int length = 16 + 4 * compatible.length;
        var box = ByteBuffer.allocate(length + 100).putInt(length);
        box.put(("ftyp" + major).getBytes(ISO_8859_1)).putInt(0);
        for (var brand : compatible) {
            box.put(brand.getBytes(ISO_8859_1));
        }
        return box.array();
    }
}
