package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.SkinTone;
import io.dermflow.imaging.colour.Ciede2000;
import io.dermflow.imaging.colour.Lab;
import io.dermflow.vision.Jobs;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// One drawn mark through the whole stage, by the shipped models: what is said of it must not
/// depend on how the picture was taken. Prints what it measures.
class AlteredPictureTest {

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    /// So dark that no patch of the card is blown out at 0.3 EV more.
    private static final double STOPS = -0.35;

    @TempDir private static Path dir;

    private static Seen plain;

    /// What was found in one picture.
    ///
    /// @param mark 8UC1 of the drawing's size, not zero on the mark that was found
    private record Seen(Finding finding, SkinTone tone, Mat mark) {}

    @BeforeAll
    static void look() {
        plain = seen("as it was drawn", drawn(), 1);
    }

    @Test
    void findsTheMarkAsItWasDrawn() {
        Mat truth = DrawnMark.truth();
        double overlap = DrawnLimb.overlap(plain.mark(), truth);
        truth.release();

        print("against the drawing of %.1f mm".formatted(DrawnMark.diameterMm()), overlap, plain);
        assertThat(overlap).isGreaterThan(0.9);
        assertThat(plain.finding().sizeMm().value())
                .isCloseTo(DrawnMark.diameterMm(), within(plain.finding().sizeMm().uncertainty()));
        assertThat(plain.finding().abcd().colours()).containsExactly("dark_brown");
    }

    @Test
    void saysTheSameOfTheMirroredMark() {
        Mat drawn = DrawnMark.picture();
        Mat mirrored = Altered.mirrored(drawn);
        DrawnMark.layCard(mirrored);
        Mat dark = Altered.exposed(mirrored, STOPS);
        List.of(drawn, mirrored).forEach(Mat::release);

        Seen seen = seen("mirrored", dark, 1);
        Core.flip(seen.mark(), seen.mark(), 1);

        holds("mirrored", seen);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1.4})
    void saysTheSameAtAnotherSize(double factor) {
        Mat drawn = drawn();
        Mat resized = Altered.resized(drawn, factor);
        drawn.release();

        String how = "sides x " + factor;
        Seen seen = seen(how, resized, factor);

        assertThat(seen.finding().areaPx() / (factor * factor))
                .isCloseTo(plain.finding().areaPx(), within(0.05 * plain.finding().areaPx()));
        holds(how, seen);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.3, 0.3})
    void saysTheSameAtAnotherExposure(double stops) {
        Mat drawn = drawn();
        Mat exposed = Altered.exposed(drawn, stops);
        drawn.release();

        String how = "%+.1f EV".formatted(stops);
        holds(how, seen(how, exposed, 1));
    }

    /// @param seen taken over, with the mark as it lies in the drawing
    private static void holds(String how, Seen seen) {
        double overlap = DrawnLimb.overlap(seen.mark(), plain.mark());
        seen.mark().release();
        print(how, overlap, seen);
        Finding finding = seen.finding();
        Finding.SizeMm size = finding.sizeMm();
        assertThat(overlap).isGreaterThan(0.9);
        assertThat(size.value())
                .isCloseTo(plain.finding().sizeMm().value(), within(size.uncertainty()));
        assertThat(finding.abcd().asymmetry()).isEqualTo(plain.finding().abcd().asymmetry());
        assertThat(finding.abcd().colours()).isEqualTo(plain.finding().abcd().colours());
        assertThat(finding.abcd().border()).isCloseTo(plain.finding().abcd().border(), within(1));
        assertThat(finding.abcd().eccentricity())
                .isCloseTo(plain.finding().abcd().eccentricity(), within(0.05));
        assertThat(Ciede2000.difference(lab(seen.tone()), DrawnMark.TONE.toLab())).isLessThan(1);
    }

    private static Lab lab(SkinTone tone) {
        return new Lab(tone.lab().lightness(), tone.lab().a(), tone.lab().b());
    }

    /// With a card, in the light of all that are compared.
    private static Mat drawn() {
        Mat picture = DrawnMark.picture();
        DrawnMark.layCard(picture);
        Mat dark = Altered.exposed(picture, STOPS);
        picture.release();
        return dark;
    }

    /// @param picture taken over
    /// @param factor of its sides over those of the drawing
    private static Seen seen(String how, Mat picture, double factor) {
        var stage = new CaptureStage(dir);
        int width = picture.cols();
        int height = picture.rows();
        byte[] png = Drawn.encoded(picture, ".png");
        var image = stage.image("image", png, "image/png", width, height, 1);
        Analysis analysis =
                CaptureStage.found(
                        stage.run(
                                SHIPPED.models(), Jobs.of(image), "-classify,-features,-overlay"));
        assertThat(analysis.findings()).as(how).hasSize(1);
        Finding finding = analysis.findings().getFirst();
        return new Seen(finding, analysis.skin(), mark(finding, factor));
    }

    /// @param overlap of the outline with that of the plain picture, or with the drawing
    private static void print(String how, double overlap, Seen seen) {
        Finding finding = seen.finding();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.3f | %.1f | %d, %d, %s, %.3f | %.2f |%n",
                how,
                overlap,
                finding.sizeMm().value(),
                finding.abcd().asymmetry(),
                finding.abcd().border(),
                String.join(" ", finding.abcd().colours()),
                finding.abcd().eccentricity(),
                Ciede2000.difference(lab(seen.tone()), DrawnMark.TONE.toLab()));
    }

    private static Mat mark(Finding finding, double factor) {
        Mat mark = Mat.zeros(DrawnMark.HEIGHT, DrawnMark.WIDTH, CvType.CV_8UC1);
        var outline =
                new MatOfPoint(
                        finding.polygon().stream()
                                .map(pair -> new Point(pair.get(0) / factor, pair.get(1) / factor))
                                .toArray(Point[]::new));
        Imgproc.fillPoly(mark, List.of(outline), Scalar.all(255));
        outline.release();
        return mark;
    }
}
