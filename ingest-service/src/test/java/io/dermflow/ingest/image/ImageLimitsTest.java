package io.dermflow.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ImageLimitsTest {

    @Test
    void f5RefusesTheFirstByteOverTheLimitWhileStreaming() throws Exception {
        byte[] file = Pictures.jpeg(3);
        var exact = withMaxBytes(file.length);

        assertThat(Verdict.of(file, exact).isAccepted()).isTrue();
        var refusal = Verdict.of(Arrays.copyOf(file, file.length + 1), exact).refusal();
        assertThat(refusal.code()).isEqualTo("payload_too_large");
        assertThat(refusal.status()).isEqualTo(413);
    }

    @Test
    void f6RefusesTooManyPixelsInEachFormat() {
        byte[] jpeg =
                JpegParts.of(Pictures.jpeg(3))
                        .change(JpegMarker.SOF0, sof -> sof.withByte(1, 0xFF).withByte(3, 0x40))
                        .bytes();
        byte[] png = Pngs.of(2, 8, 0).replace("IHDR", Pngs.header(20_001, 10, 8, 2, 0)).bytes();
        var webp = Webps.of(Pictures.webps().get("lossy.webp"));
        var lossy = webp.first("VP8 ").withByte(7, 0x3F).withByte(9, 0x3F);
        var lossless = Webps.of(Pictures.webps().get("lossless.webp")).first("VP8L");

        assertThat(Verdict.of(jpeg).words()).isEqualTo("image_dimensions F6");
        assertThat(Verdict.of(png).words()).isEqualTo("image_dimensions F6");
        assertThat(Verdict.of(webp.replace("VP8 ", lossy).bytes()).words())
                .isEqualTo("image_dimensions F6");
        assertThat(Verdict.of(webp.insert(0, Webps.extended(0, 16_000, 16_000)).bytes()).words())
                .isEqualTo("image_dimensions F6");
        byte[] huge = webp.replace("VP8 ", lossless.withByte(2, 0xFF).withByte(4, 0x0F)).bytes();
        assertThat(Verdict.of(huge).words()).isEqualTo("image_dimensions F6");
    }

    @Test
    void f6TakesAFiftyMegapixelPhoto() {
        assertThatCode(() -> ImageLimits.DEFAULT.check(8_192, 6_144, 0)).doesNotThrowAnyException();
        assertThatCode(() -> ImageLimits.DEFAULT.check(20_000, 64, 0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ImageLimits.DEFAULT.check(12_000, 9_000, 0))
                .isInstanceOfSatisfying(
                        ImageRefused.class,
                        refused -> assertThat(refused.hint()).contains("12 or 50 megapixel"));
    }

    @Test
    void f6RefusesAHeaderBombOnItsHeaderAlone() throws Exception {
        byte[] header =
                Arrays.copyOf(
                        Pngs.of(2, 8, 0)
                                .replace("IHDR", Pngs.header(65_000, 65_000, 16, 6, 0))
                                .bytes(),
                        8 + 25);
        try (var walk =
                new ImageIntake(ImageLimits.DEFAULT).begin(OutputStream.nullOutputStream())) {
            assertThatThrownBy(() -> walk.feed(header, 0, header.length))
                    .isInstanceOf(ImageRefused.class);
        }
    }

    @Test
    void f7RefusesASideUnderTheLimitInEachFormat() {
        var limits = ImageLimits.DEFAULT;
        byte[] jpeg = Pictures.encode(".jpg", Pictures.picture(3, 63, 64));
        byte[] enough = Pictures.encode(".jpg", Pictures.picture(3, 64, 64));
        byte[] png = Pictures.encode(".png", Pictures.picture(3, 64, 63));
        byte[] webp = Pictures.encode(".webp", Pictures.picture(3, 63, 63));

        assertThat(Verdict.of(jpeg, limits).words()).isEqualTo("image_too_small F7");
        assertThat(Verdict.of(png, limits).words()).isEqualTo("image_too_small F7");
        assertThat(Verdict.of(webp, limits).words()).isEqualTo("image_too_small F7");
        assertThat(Verdict.of(enough, limits).isAccepted()).isTrue();
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertThatThrownBy(() -> new ImageLimits(0, 1, 1, 1, 1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ImageLimits withMaxBytes(long maxBytes) {
        return new ImageLimits(maxBytes, 51_000_000, 20_000, 1, 64, 64 << 10, 1 << 20);
    }
}
