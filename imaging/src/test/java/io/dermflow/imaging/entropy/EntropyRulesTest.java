package io.dermflow.imaging.entropy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.entropy.EntropyVerdict.Damaged;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// One broken file for each rule, made from a whole one by changing a table or a marker.
class EntropyRulesTest {

    private static final int DHT = 0xC4;
    private static final int DQT = 0xDB;

    @Test
    void refusesARunOfEmptyBlocksInASequentialScan() {
        var jpeg = JpegVariant.BASELINE.of(96, 80, 80);

        assertDamaged(renamed(jpeg, marker(jpeg, DHT, 2), 0x01, 0x10), "H2");
    }

    @Test
    void refusesACoefficientBeyondTheBlock() {
        var jpeg = JpegVariant.BASELINE.of(96, 80, 80);

        assertDamaged(renamed(jpeg, marker(jpeg, DHT, 2), 0x01, 0xF1), "H2");
    }

    @Test
    void refusesACodeThatNoTableHas() {
        var jpeg = JpegVariant.PROGRESSIVE.of(96, 80, 80);
        var scan = marker(jpeg, 0xDA, 3);
        var data = scan + 2 + jpeg[scan + 3];
        // 64 set bits: no encoder may give out a code of ones alone.
        for (var i = 0; i < 8; i++) {
            jpeg[data + 2 * i] = (byte) 0xFF;
            jpeg[data + 2 * i + 1] = 0;
        }

        assertDamaged(jpeg, "H2");
    }

    @Test
    void refusesARefinementByMoreThanOneBit() {
        var jpeg = JpegVariant.PROGRESSIVE.of(96, 80, 80);
        var lastTable = lastMarker(jpeg, DHT);

        assertDamaged(renamed(jpeg, lastTable, 0x01, 0x02), "H2");
    }

    @Test
    void refusesAnAcCoefficientThatEightBitsCannotGive() {
        var jpeg = JpegVariant.BASELINE.of(96, 80, 80);

        assertDamaged(renamed(jpeg, marker(jpeg, DHT, 2), 0x01, 0x0B), "H5");
    }

    @Test
    void refusesADcCoefficientThatEightBitsCannotGive() {
        var jpeg = JpegVariant.BASELINE.of(96, 80, 90);
        var firstStep = marker(jpeg, DQT, 1) + 5;
        jpeg[firstStep] = (byte) 250;

        assertDamaged(jpeg, "H5");
    }

    @Test
    void refusesRestartMarkersOutOfOrder() {
        var jpeg = JpegVariant.RESTARTS.of(400, 300, 80);
        jpeg[marker(jpeg, 0xD2, 1) + 1] = (byte) 0xD5;

        assertDamaged(jpeg, "J12");
    }

    @Test
    void refusesALostRestartSegment() {
        var jpeg = JpegVariant.RESTARTS.of(400, 300, 80);
        var from = marker(jpeg, 0xD1, 1);
        var to = marker(jpeg, 0xD2, 1);
        var shorter = Arrays.copyOf(jpeg, jpeg.length - (to - from));
        System.arraycopy(jpeg, to, shorter, from, jpeg.length - to);

        assertDamaged(shorter, "J12");
    }

    private static void assertDamaged(byte[] jpeg, String rule) {
        var verdict = JpegEntropyCheck.check(jpeg);
        assertThat(verdict).isInstanceOf(Damaged.class);
        assertThat(((Damaged) verdict).rule()).isEqualTo(rule);
        assertThat(((Damaged) verdict).code()).isEqualTo(EntropyVerdict.CORRUPT);
        assertThat(((Damaged) verdict).mcus()).isPositive();
    }

    /// The file with one symbol of the Huffman table at `table` exchanged for another.
    private static byte[] renamed(byte[] jpeg, int table, int symbol, int other) {
        var changed = jpeg.clone();
        var at = table + 4 + 17;
        while (changed[at] != (byte) symbol) {
            at++;
        }
        changed[at] = (byte) other;
        return changed;
    }

    private static int marker(byte[] jpeg, int code, int occurrence) {
        var left = occurrence;
        var at = 0;
        while (true) {
            if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) code && --left == 0) {
                return at;
            }
            at++;
        }
    }

    private static int lastMarker(byte[] jpeg, int code) {
        var at = jpeg.length - 2;
        while (jpeg[at] != (byte) 0xFF || jpeg[at + 1] != (byte) code) {
            at--;
        }
        return at;
    }
}
