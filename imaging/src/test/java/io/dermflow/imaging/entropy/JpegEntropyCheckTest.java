package io.dermflow.imaging.entropy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.entropy.EntropyVerdict.Damaged;
import io.dermflow.imaging.entropy.EntropyVerdict.Whole;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JpegEntropyCheckTest {

    private static final int BLOCK = 4096;
    private static final int HEADERS = 300;

    @ParameterizedTest
    @EnumSource
    void acceptsWholePicturesOfAnySize(JpegVariant variant) {
        for (var width : new int[] {64, 65, 127, 200}) {
            for (var height : new int[] {64, 71, 130}) {
                var jpeg = variant.of(width, height, 85);

                assertThat(JpegEntropyCheck.check(jpeg))
                        .as("%s %dx%d", variant, width, height)
                        .isInstanceOf(Whole.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptsEveryQualityOfEncoder(JpegVariant variant) {
        for (var quality : new int[] {1, 5, 20, 50, 95, 100}) {
            assertThat(JpegEntropyCheck.check(variant.of(160, 120, quality)))
                    .as("%s quality %d", variant, quality)
                    .isInstanceOf(Whole.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesACutAtEveryPercentThoughItWasClosedAgain(JpegVariant variant) {
        var jpeg = variant.of(400, 300, 90);

        for (var percent = 1; percent < 100; percent++) {
            var cut = JpegVariant.cutAndClosed(jpeg, jpeg.length * percent / 100);
            assertThat(JpegEntropyCheck.check(cut))
                    .as("%s cut at %d %%", variant, percent)
                    .isInstanceOf(Damaged.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesACutOfAFewBytesThoughItWasClosedAgain(JpegVariant variant) {
        var jpeg = variant.of(200, 150, 90);

        // The last byte may hold padding bits only; two bytes never do.
        for (var missing = 2; missing <= 16; missing++) {
            var cut = JpegVariant.cutAndClosed(jpeg, jpeg.length - 2 - missing);
            assertThat(JpegEntropyCheck.check(cut))
                    .as("%s without its last %d bytes", variant, missing)
                    .isInstanceOf(Damaged.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesEveryCutThatWasNotClosed(JpegVariant variant) {
        var jpeg = variant.of(72, 64, 80);

        for (var length = 0; length < jpeg.length; length++) {
            assertThat(JpegEntropyCheck.check(Arrays.copyOf(jpeg, length)))
                    .as("%s, %d bytes", variant, length)
                    .isInstanceOf(Damaged.class);
        }
    }

    @Test
    void tellsHowMuchOfACutPictureIsThere() {
        var jpeg = JpegVariant.BASELINE.of(400, 300, 90);

        var verdict = JpegEntropyCheck.check(JpegVariant.cutAndClosed(jpeg, jpeg.length / 2));

        assertThat(verdict).isInstanceOf(Damaged.class);
        var damaged = (Damaged) verdict;
        assertThat(damaged.code()).isEqualTo(EntropyVerdict.TRUNCATED);
        assertThat(damaged.rule()).isEqualTo("H3");
        assertThat(damaged.mcus()).isEqualTo(25 * 19);
        assertThat(damaged.mcu()).isBetween(150, 325);
        assertThat(damaged.detail()).contains("H3").contains("of 475");
    }

    @Test
    void findsZeroedBlocks() {
        assertThat(
                        shareFound((jpeg, at) -> {
                            Arrays.fill(jpeg, at, at + BLOCK, (byte) 0);
                            return jpeg;
                        }))
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void findsLostBlocks() {
        assertThat(
                        shareFound((jpeg, at) -> {
                            var shorter = Arrays.copyOf(jpeg, jpeg.length - BLOCK);
                            System.arraycopy(jpeg, at + BLOCK, shorter, at, shorter.length - at);
                            return shorter;
                        }))
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void findsBlocksReplacedByOtherPictureData() {
        var other = JpegVariant.BASELINE.of(640, 480, 88);
        assertThat(
                        shareFound((jpeg, at) -> {
                            System.arraycopy(other, other.length / 3, jpeg, at, BLOCK);
                            return jpeg;
                        }))
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void answersWhateverTheBytesAre() {
        var random = new Random(11);
        for (var variant : JpegVariant.values()) {
            var jpeg = variant.of(96, 80, 80);
            for (var i = 0; i < 1_500; i++) {
                var broken = jpeg.clone();
                // Every second one in the headers only, where sizes and tables stand.
                var range = i % 2 == 0 ? HEADERS : broken.length;
                for (var flips = 0; flips <= i % 4; flips++) {
                    broken[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
                }
                assertThat(JpegEntropyCheck.check(broken)).isNotNull();
            }
        }
    }

    /// Over all variants, with a block damaged at each of 20 places of the picture data.
    private static double shareFound(BiFunction<byte[], Integer, byte[]> damage) {
        var found = 0;
        var all = 0;
        for (var variant : JpegVariant.values()) {
            var jpeg = variant.of(640, 480, 90);
            for (var part = 1; part <= 20; part++) {
                var at = 1024 + (jpeg.length - 2 * BLOCK) * part / 21;
                var verdict = JpegEntropyCheck.check(damage.apply(jpeg.clone(), at));
                found += verdict instanceof Damaged ? 1 : 0;
                all++;
            }
        }
        return found / (double) all;
    }
}
