package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Event;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.ImageRef;
import io.dermflow.events.Outcome;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.Quality.Check;
import io.dermflow.events.narrative.ReportLanguage;
import io.dermflow.events.narrative.RetakeActions;
import io.dermflow.imaging.card.CardLayout;
import io.dermflow.imaging.card.FoundCard;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.vision.Jobs;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Each picture of a capture is judged by what it is to show: under the strict policy a close-up
/// without skin is refused, a dressed body and a card are not.
class QualityOfPartsTest {

    private static final double CARD_PX_PER_MM = 6;

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    @TempDir private Path dir;
    private CaptureStage stage;

    @BeforeEach
    void open() {
        stage = new CaptureStage(dir);
    }

    @Test
    void refusesNoDressedBodyForShowingNoSkin() {
        Quality quality = look("body", dressed("front"), dressed("side"));

        assertThat(codes(quality, "front")).doesNotContain("not_skin").contains("blur");
        assertThat(codes(quality, "side")).doesNotContain("not_skin");
        assertThat(quality.problems()).doesNotContain("not_skin");
        assertThat(quality.actions()).noneMatch(action -> action.contains("skin"));
        assertThat(quality.overallConfidence()).isEqualTo(1);
    }

    @Test
    void refusesNoPictureOfACardAlone() {
        Quality quality = look("skin", skin(), card());

        assertThat(codes(quality, "ref")).doesNotContain("not_skin").contains("blur");
        assertThat(codes(quality, "image")).contains("not_skin");
        assertThat(quality.problems()).isEmpty();
    }

    @Test
    void refusesNoPortraitForItsBackground() {
        Quality quality = look("face", portrait());

        assertThat(quality.checks())
                .filteredOn(check -> check.code().equals("not_skin"))
                .allMatch(check -> check.verdict() != Quality.Verdict.FAIL)
                .hasSize(1);
        assertThat(quality.problems()).isEmpty();
    }

    @Test
    void refusesACloseUpWithoutSkin() {
        Quality quality = look("skin", dressed("image"));

        assertThat(quality.problems()).contains("not_skin");
    }

    @Test
    void saysWhetherAPictureOfACardShowsOne() {
        ImageRef noCard = image("ref", DrawnSkin.withMole(), DrawnSkin.WIDTH, DrawnSkin.HEIGHT);

        assertThat(cards(look("skin", skin(), card())))
                .containsExactly(
                        new Check("ref", "card_missing", 1, 1, "cards", Quality.Verdict.PASS));
        Quality without = look("skin", skin(), noCard);
        assertThat(cards(without))
                .containsExactly(
                        new Check("ref", "card_missing", 0, 1, "cards", Quality.Verdict.WARN));
        assertThat(without.problems()).isEmpty();
        assertThat(without.actions()).anyMatch(action -> action.contains("on the skin"));
        assertThat(cards(look("skin", skin()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, PASS", "1, WARN", "2, WARN"})
    void saysHowManyMarkersOfTheCardAreSeen(int covered, Quality.Verdict verdict) {
        Quality quality = look("skin", skin(), card(FoundCard.Kind.MARKERS, covered));

        assertThat(cards(quality))
                .contains(new Check("ref", "card_occluded", 4 - covered, 4, "markers", verdict));
        assertThat(quality.problems()).isEmpty();
    }

    /// The picture that says nothing of itself is judged as what was asked for needs it.
    @ParameterizedTest
    @CsvSource({"skin, FAIL", "skin body, PASS", "skin face, WARN", "body, "})
    void judgesTheOnlyPictureByWhatItServesFor(String asked, Quality.Verdict verdict) {
        Quality quality = look(asked, dressed("image"));

        assertThat(quality.checks())
                .filteredOn(check -> check.code().equals("not_skin"))
                .extracting(Quality.Check::verdict)
                .isEqualTo(verdict == null ? List.of() : List.of(verdict));
    }

    /// Of captures that are analysed for all that.
    @ParameterizedTest
    @CsvSource({
        "skin, card_missing",
        "skin face, no_face",
        "body, side_view_missing",
        "skin, blur low_contrast flat_tail"
    })
    void saysWhatToDoInTheLanguageOfTheRequest(String asked, String codes) {
        ImageRef skin = skin();
        ImageRef[] images =
                switch (codes) {
                    case "card_missing" ->
                            new ImageRef[] {
                                skin,
                                image(
                                        "ref",
                                        DrawnSkin.withMole(),
                                        DrawnSkin.WIDTH,
                                        DrawnSkin.HEIGHT)
                            };
                    case "side_view_missing" ->
                            new ImageRef[] {stage.sample("front", "body-front.jpg", 720, 960)};
                    case "blur low_contrast flat_tail" ->
                            new ImageRef[] {
                                image(
                                        "image",
                                        DrawnSkin.blurred(),
                                        DrawnSkin.WIDTH,
                                        DrawnSkin.HEIGHT)
                            };
                    default -> new ImageRef[] {skin};
                };
        var options = new AnalysisOptions("off", "de", null, 162.8, false);

        Quality quality = look(asked, options, images);

        assertThat(quality.problems()).isEmpty();
        var german = RetakeActions.in(ReportLanguage.DE);
        assertThat(quality.actions())
                .isEqualTo(
                        Arrays.stream(codes.split(" "))
                                .map(code -> german.of(code).orElseThrow())
                                .toList());
    }

    private Quality look(String asked, ImageRef... images) {
        return look(asked, new AnalysisOptions("strict", "en", null, 162.8, false), images);
    }

    private Quality look(String asked, AnalysisOptions options, ImageRef... images) {
        AnalysisRequested job =
                CaptureStage.with(Jobs.of(images), Arrays.asList(asked.split(" ")), options);
        return quality(stage.run(SHIPPED.models(), job));
    }

    private static Quality quality(Event event) {
        return event instanceof FindingsReady found
                ? found.analysis().quality()
                : ((Outcome.Rejected) event).analysis().quality();
    }

    private static List<String> codes(Quality quality, String image) {
        return quality.checks().stream()
                .filter(check -> check.image().equals(image))
                .map(Quality.Check::code)
                .toList();
    }

    private static List<Check> cards(Quality quality) {
        return quality.checks().stream().filter(check -> check.code().startsWith("card_")).toList();
    }

    /// The sample of a body in a blue suit, gloves and mask before a blue wall.
    private ImageRef dressed(String kind) {
        String sample = kind.equals("side") ? "body-side.jpg" : "body-front.jpg";
        var bytes = new MatOfByte(CaptureStage.sample(sample));
        Mat picture = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_COLOR);
        Core.multiply(picture, new Scalar(1.2, 0.8, 0.4), picture);
        bytes.release();
        return image(kind, encoded(picture), 720, 960);
    }

    /// A blue card on a dark cloth.
    private ImageRef card() {
        return card(FoundCard.Kind.PLAIN, 0);
    }

    /// @param covered how many markers the cloth covers
    private ImageRef card(FoundCard.Kind kind, int covered) {
        var dark = new Scalar(60, 30, 20);
        var cloth = new Mat(600, 800, CvType.CV_8UC3, dark);
        Mat card = BodyBesideCard.card(kind, CARD_PX_PER_MM);
        for (Box marker : CardLayout.markers().subList(0, covered)) {
            Box pixels = marker.scaled(CARD_PX_PER_MM);
            Imgproc.rectangle(
                    card,
                    new Point(pixels.x(), pixels.y()),
                    new Point(pixels.right(), pixels.bottom()),
                    dark,
                    Imgproc.FILLED);
        }
        if (kind == FoundCard.Kind.MARKERS) {
            // Paper is not as bright as a picture's white.
            card.convertTo(card, -1, 0.9);
        }
        Mat place = cloth.submat(new Rect(100, 100, card.cols(), card.rows()));
        card.copyTo(place);
        place.release();
        card.release();
        BodyBesideCard.addGrain(cloth);
        return image("ref", encoded(cloth), 800, 600);
    }

    private ImageRef skin() {
        return image("image", DrawnSkin.withMole(), DrawnSkin.WIDTH, DrawnSkin.HEIGHT);
    }

    private ImageRef portrait() {
        return image("portrait", CaptureStage.sample("face-sample.jpg"), 480, 768);
    }

    private ImageRef image(String kind, byte[] bytes, int width, int height) {
        return stage.image(kind, bytes, "image/jpeg", width, height, 1);
    }

    private static byte[] encoded(Mat picture) {
        return BodyBesideCard.encoded(picture);
    }
}
