package io.dermflow.imaging.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.geometry.Point;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// The files for the printer, read back as a printer would.
class PrintedCardTest {

    private static final double MM_PER_POINT = 25.4 / 72;

    @Test
    void printsThePngAtTheSizeOfABankCard() {
        var png = ByteBuffer.wrap(PrintedCard.png());

        int phys = new String(png.array(), StandardCharsets.ISO_8859_1).indexOf("pHYs");
        assertThat(phys).as("right after IHDR, before the data").isEqualTo(37);
        assertThat(png.get(phys + 12)).as("unit: metre").isEqualTo((byte) 1);
        double perMm = png.getInt(phys + 4) / 1000.0;
        assertThat(png.getInt(phys + 8)).isEqualTo(png.getInt(phys + 4));
        assertThat(perMm * 25.4).as("dpi").isCloseTo(600, within(0.01));
        assertThat(png.getInt(16) / perMm).isCloseTo(85.60, within(0.022));
        assertThat(png.getInt(20) / perMm).isCloseTo(53.98, within(0.022));
    }

    @Test
    void isFoundInThePngWithItsTrueLengths() {
        var mat = Imgcodecs.imdecode(new MatOfByte(PrintedCard.png()), Imgcodecs.IMREAD_COLOR);

        assertFoundAtTrueLength(mat);
    }

    @Test
    void printsThePdfAtExactlyTheSizeOfABankCardInTheMiddleOfAPage() {
        var page = new String(PrintedCard.pdf(), StandardCharsets.ISO_8859_1);

        double[] sheet = numbers(page, "MediaBox \\[0 0 (\\S+) (\\S+)\\]");
        double[] card = numbers(page, "q (\\S+) 0 0 (\\S+) (\\S+) (\\S+) cm /Card Do");
        assertThat(sheet).containsExactly(new double[] {210, 297}, within(0.001));
        assertThat(card)
                .containsExactly(
                        new double[] {85.60, 53.98, (210 - 85.60) / 2, (297 - 53.98) / 2},
                        within(0.001));
        assertThat(page).as("no viewer scales it to fit").contains("/PrintScaling /None");
    }

    @Test
    void isFoundInThePdfWithItsTrueLengths() throws Exception {
        var file = PrintedCard.pdf();
        var page = new String(file, StandardCharsets.ISO_8859_1);
        double[] size = numbers(page, "/Width (\\d+) /Height (\\d+)");
        int width = (int) Math.round(size[0] / MM_PER_POINT);
        int height = (int) Math.round(size[1] / MM_PER_POINT);

        assertFoundAtTrueLength(image(file, page, width, height));
    }

    @Test
    void pointsToEveryObjectOfThePdf() {
        var page = new String(PrintedCard.pdf(), StandardCharsets.ISO_8859_1);

        var start =
                Integer.parseInt(
                        page.substring(page.indexOf("startxref") + 10)
                                .lines()
                                .findFirst()
                                .orElseThrow());
        var rows = page.substring(start).lines().skip(3).limit(5).toList();
        for (var i = 0; i < rows.size(); i++) {
            assertThat(page.substring(Integer.parseInt(rows.get(i).substring(0, 10))))
                    .startsWith((i + 1) + " 0 obj");
        }
    }

    /// On a table, seen from above: the card gives its own sides as 85.60 and 53.98 mm, and the
    /// picture's pixels as those of 600 dpi.
    private static void assertFoundAtTrueLength(Mat card) {
        var table = new Mat();
        Core.copyMakeBorder(
                card, table, 200, 200, 200, 200, Core.BORDER_CONSTANT, new Scalar(60, 80, 110));
        try {
            var found = FindCard.in(table).orElseThrow();

            assertThat(found.kind()).isEqualTo(FoundCard.Kind.MARKERS);
            var origin = found.plane().toMm(new Point(200, 200));
            var far = found.plane().toMm(new Point(200 + card.cols(), 200 + card.rows()));
            assertThat(far.x() - origin.x()).isCloseTo(85.60, within(0.1));
            assertThat(far.y() - origin.y()).isCloseTo(53.98, within(0.1));
        } finally {
            table.release();
            card.release();
        }
    }

    private static Mat image(byte[] file, String page, int width, int height) throws Exception {
        int from = page.indexOf("stream\n", page.indexOf("/FlateDecode")) + "stream\n".length();
        var inflater = new Inflater();
        inflater.setInput(Arrays.copyOfRange(file, from, file.length));
        var rgb = new byte[width * height * 3];
        assertThat(inflater.inflate(rgb)).isEqualTo(rgb.length);
        inflater.end();
        var mat = new Mat(height, width, CvType.CV_8UC3);
        mat.put(0, 0, rgb);
        Imgproc.cvtColor(mat, mat, Imgproc.COLOR_RGB2BGR);
        return mat;
    }

    /// In millimetres.
    private static double[] numbers(String page, String pattern) {
        var match = Pattern.compile(pattern).matcher(page);
        assertThat(match.find()).as(pattern).isTrue();
        var numbers = new double[match.groupCount()];
        for (var i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(match.group(i + 1)) * MM_PER_POINT;
        }
        return numbers;
    }
}
