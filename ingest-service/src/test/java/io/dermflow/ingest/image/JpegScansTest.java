package io.dermflow.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.ingest.image.JpegParts.Part;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.imgcodecs.Imgcodecs;

/// Rules J8 to J12: tables, scans and entropy data.
class JpegScansTest {

    private static final JpegParts BASELINE = JpegParts.of(Pictures.jpeg(3));
    private static final JpegParts PROGRESSIVE =
            JpegParts.of(Pictures.jpeg(3, Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1));
    private static final JpegParts RESTART =
            JpegParts.of(Pictures.jpeg(3, Imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 3));

    @ParameterizedTest
    @ValueSource(ints = {0x20, 0x04, 0x10})
    void j8RefusesQuantisationTablesThatAreIllegalOrCut(int head) {
        assertThat(words(BASELINE.change(JpegMarker.DQT, dqt -> dqt.withByte(0, head))))
                .isEqualTo("image_corrupt J8");
    }

    @Test
    void j8ToleratesAZeroInAQuantisationTable() {
        assertThat(words(BASELINE.change(JpegMarker.DQT, dqt -> dqt.withByte(64, 0))))
                .isEqualTo("accepted");
    }

    @ParameterizedTest
    @CsvSource({"0, 0x20", "0, 0x04", "16, 255", "1, 3"})
    void j8RefusesHuffmanTablesThatAreIllegalCutOrOversubscribed(int at, String value) {
        var changed =
                BASELINE.change(JpegMarker.DHT, dht -> dht.withByte(at, Integer.decode(value)));

        assertThat(words(changed)).isEqualTo("image_corrupt J8");
    }

    @Test
    void j8RefusesAnEmptyHuffmanTableAndADcSymbolOverFifteen() {
        byte[] empty = new byte[17];

        assertThat(words(BASELINE.change(JpegMarker.DHT, dht -> dht.withBody(empty))))
                .isEqualTo("image_corrupt J8");
        assertThat(words(BASELINE.change(JpegMarker.DHT, dht -> dht.withByte(17, 16))))
                .isEqualTo("image_corrupt J8");
    }

    @Test
    void j8RefusesARestartIntervalOfTheWrongLength() {
        assertThat(words(RESTART.change(JpegMarker.DRI, dri -> dri.withBody(new byte[3]))))
                .isEqualTo("image_corrupt J8");
    }

    @Test
    void j8TakesANumberOfLinesOnlyIfItRepeatsTheFrames() {
        byte[] same = {0, Pictures.HEIGHT};
        byte[] other = {0, Pictures.HEIGHT - 1};
        var dnl = JpegParts.part(JpegMarker.DNL, same);

        assertThat(words(BASELINE.append(dnl))).isEqualTo("accepted");
        assertThat(words(BASELINE.append(JpegParts.part(JpegMarker.DNL, other))))
                .isEqualTo("image_corrupt J8");
        assertThat(words(BASELINE.insert(BASELINE.indexOf(JpegMarker.SOS), dnl)))
                .isEqualTo("image_corrupt J8");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 2", "0, 4", "1, 99", "1, 3", "3, 1", "2, 0x40", "2, 0x04"})
    void j9RefusesScansOfOtherComponentsOrInAnotherOrder(int at, String value) {
        var changed =
                BASELINE.change(JpegMarker.SOS, sos -> sos.withByte(at, Integer.decode(value)));

        assertThat(words(changed)).isEqualTo("image_corrupt J9");
    }

    @Test
    void j9RefusesMoreThanTenBlocksInAnMcu() {
        assertThat(words(BASELINE.change(JpegMarker.SOF0, sof -> sof.withByte(7, 0x44))))
                .isEqualTo("image_corrupt J9");
    }

    @Test
    void j9RefusesAScanWhoseTablesComeLaterOrNever() {
        assertThat(words(BASELINE.without(JpegMarker.DQT))).isEqualTo("image_corrupt J9");
        assertThat(words(BASELINE.without(JpegMarker.DHT))).isEqualTo("image_corrupt J9");
    }

    @Test
    void j10RefusesAComponentWithTwoScans() {
        var sos = BASELINE.first(JpegMarker.SOS);

        assertThat(words(BASELINE.append(sos))).isEqualTo("image_corrupt J10");
    }

    @Test
    void j10AMissingComponentIsTruncated() {
        byte[] onlyLuma = {1, 1, 0, 0, 63, 0};

        assertThat(words(BASELINE.change(JpegMarker.SOS, sos -> sos.withBody(onlyLuma))))
                .isEqualTo("image_truncated J10");
    }

    @Test
    void j10RefusesAPictureWithoutAScan() {
        assertThat(words(BASELINE.without(JpegMarker.SOS))).isEqualTo("image_corrupt J10");
    }

    @Test
    void j10ToleratesOddParametersOfASequentialScanAndWritesTheRightOnes() {
        var odd = BASELINE.change(JpegMarker.SOS, sos -> sos.withByte(8, 0));

        var verdict = Verdict.of(odd.bytes());

        assertThat(verdict.accepted().notes())
                .containsExactly(new Note(Note.Kind.SEQUENTIAL_PARAMETERS, 0));
        assertThat(verdict.canonical()).isEqualTo(Verdict.of(BASELINE.bytes()).canonical());
    }

    @ParameterizedTest
    @CsvSource({"-3, 1", "-2, 5", "-1, 0x0E", "-1, 0x31"})
    void j11RefusesIllegalParametersOfAProgressiveScan(int fromEnd, String value) {
        var changed =
                PROGRESSIVE.change(
                        JpegMarker.SOS,
                        sos -> sos.withByte(sos.body().length + fromEnd, Integer.decode(value)));

        assertThat(words(changed)).isEqualTo("image_corrupt J11");
    }

    @Test
    void j11RefusesAcBeforeDc() {
        var dc = PROGRESSIVE.first(JpegMarker.SOS);
        var swapped = PROGRESSIVE.without(dc);

        assertThat(words(swapped)).isEqualTo("image_corrupt J11");
    }

    @Test
    void j11RefusesBitsOutOfTurn() {
        var dc = PROGRESSIVE.first(JpegMarker.SOS);

        assertThat(words(PROGRESSIVE.append(dc))).isEqualTo("image_corrupt J11");
    }

    @Test
    void j11AFileCutBetweenTwoScansIsTruncated() {
        var scans = PROGRESSIVE.all(JpegMarker.SOS);

        for (int kept = 1; kept < scans.size(); kept++) {
            var cut = new ArrayList<>(PROGRESSIVE.parts());
            cut.subList(cut.indexOf(scans.get(kept)), cut.size()).clear();
            assertThat(words(new JpegParts(cut))).startsWith("image_truncated J1");
        }
    }

    @Test
    void j11RefusesMoreScansThanTheLimit() {
        int scans = PROGRESSIVE.all(JpegMarker.SOS).size();

        assertThat(Verdict.of(PROGRESSIVE.bytes(), withMaxScans(scans)).isAccepted()).isTrue();
        assertThat(Verdict.of(PROGRESSIVE.bytes(), withMaxScans(scans - 1)).words())
                .isEqualTo("image_corrupt J11");
    }

    @Test
    void j12EmptyEntropyDataIsTruncated() {
        assertThat(words(BASELINE.change(JpegMarker.SOS, sos -> sos.withEntropy(new byte[0]))))
                .isEqualTo("image_truncated J12");
    }

    @Test
    void j12TakesFillBytesOnlyBeforeAMarker() {
        byte[] fill = {(byte) 0xFF, (byte) 0xFF};
        byte[] inside = {1, 2, (byte) 0xFF, (byte) 0xFF, 0, 3};

        assertThat(
                        words(
                                BASELINE.change(
                                        JpegMarker.SOS, sos -> sos.withEntropy(append(sos, fill)))))
                .isEqualTo("accepted");
        assertThat(words(BASELINE.change(JpegMarker.SOS, sos -> sos.withEntropy(inside))))
                .isEqualTo("image_corrupt J12");
    }

    @Test
    void j12RefusesARestartMarkerWhereNoneIsDue() {
        byte[] restart = {1, 2, (byte) 0xFF, (byte) 0xD0, 3};

        assertThat(words(BASELINE.change(JpegMarker.SOS, sos -> sos.withEntropy(restart))))
                .isEqualTo("image_corrupt J12");
    }

    @Test
    void j12RefusesRestartMarkersOutOfOrder() {
        var sos = RESTART.first(JpegMarker.SOS);
        byte[] entropy = sos.entropy().clone();
        int second = indexOfRestart(entropy, 1);
        entropy[second + 1] = (byte) 0xD5;

        assertThat(words(RESTART.change(JpegMarker.SOS, part -> part.withEntropy(entropy))))
                .isEqualTo("image_corrupt J12");
    }

    @Test
    void j12MissingRestartIntervalsAreTruncated() {
        var sos = RESTART.first(JpegMarker.SOS);
        byte[] cut = Arrays.copyOf(sos.entropy(), indexOfRestart(sos.entropy(), 4));

        assertThat(words(RESTART.change(JpegMarker.SOS, part -> part.withEntropy(cut))))
                .isEqualTo("image_truncated J12");
    }

    @Test
    void j12AnEmptyRestartIntervalIsTruncated() {
        var sos = RESTART.first(JpegMarker.SOS);
        int first = indexOfRestart(sos.entropy(), 0);
        byte[] empty = Arrays.copyOfRange(sos.entropy(), first, sos.entropy().length);

        assertThat(words(RESTART.change(JpegMarker.SOS, part -> part.withEntropy(empty))))
                .isEqualTo("image_truncated J12");
    }

    @Test
    void j12RefusesMoreRestartIntervalsThanThePictureHas() {
        var sos = RESTART.first(JpegMarker.SOS);
        int restarts = restarts(sos);
        byte[] extra = {
            (byte) 0xFF,
            (byte) (0xD0 + restarts % 8),
            1,
            (byte) 0xFF,
            (byte) (0xD0 + (restarts + 1) % 8),
            1
        };

        // The first one ends the scan, what follows lies between segments and is dropped.
        var verdict =
                Verdict.of(
                        RESTART.change(
                                        JpegMarker.SOS,
                                        part -> part.withEntropy(append(part, extra)))
                                .bytes());

        assertThat(verdict.canonical()).isEqualTo(Verdict.of(RESTART.bytes()).canonical());
        assertThat(verdict.accepted().notes())
                .extracting(Note::kind)
                .containsExactly(Note.Kind.GARBAGE, Note.Kind.STRAY_RST, Note.Kind.EXTRA_RST);
    }

    @Test
    void j12ToleratesOneRestartMarkerAfterTheLastInterval() {
        var sos = RESTART.first(JpegMarker.SOS);
        byte[] extra = {(byte) 0xFF, (byte) (0xD0 + restarts(sos) % 8)};

        var verdict =
                Verdict.of(
                        RESTART.change(
                                        JpegMarker.SOS,
                                        part -> part.withEntropy(append(part, extra)))
                                .bytes());

        assertThat(verdict.accepted().notes()).containsExactly(new Note(Note.Kind.EXTRA_RST, 2));
        assertThat(verdict.canonical()).isEqualTo(Verdict.of(RESTART.bytes()).canonical());
    }

    private static String words(JpegParts parts) {
        return Verdict.of(parts.bytes()).words();
    }

    private static byte[] append(Part part, byte[] more) {
        byte[] longer = Arrays.copyOf(part.entropy(), part.entropy().length + more.length);
        System.arraycopy(more, 0, longer, part.entropy().length, more.length);
        return longer;
    }

    private static int restarts(Part part) {
        int count = 0;
        for (int i = 0; i + 1 < part.entropy().length; i++) {
            boolean restart = JpegMarker.isRestart(part.entropy()[i + 1] & 0xFF);
            count += part.entropy()[i] == (byte) 0xFF && restart ? 1 : 0;
        }
        return count;
    }

    private static int indexOfRestart(byte[] entropy, int number) {
        for (int i = 0; i + 1 < entropy.length; i++) {
            if (entropy[i] == (byte) 0xFF && (entropy[i + 1] & 0xFF) == 0xD0 + number) {
                return i;
            }
        }
        throw new AssertionError("no restart marker " + number);
    }

    private static ImageLimits withMaxScans(int maxScans) {
        return new ImageLimits(20L << 20, 51_000_000, 20_000, 1, maxScans, 64 << 10, 1 << 20);
    }
}
