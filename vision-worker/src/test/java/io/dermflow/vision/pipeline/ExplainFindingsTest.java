package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ImageRef;
import io.dermflow.events.LesionAnswers;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Artifact;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.Finding;
import io.dermflow.imaging.calibration.ColourCorrection;
import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.explanation.HeatMap;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.kit.store.Bucket;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.pipeline.ExplainFindings.Explained;
import io.dermflow.vision.pump.JobRun;
import io.dermflow.vision.pump.StepLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;

/// The shipped detector, then a stub that looks at one spot of the lesion alone: the cell in the
/// third column and the fourth row.
class ExplainFindingsTest {

    /// Of the square around the mole that the stub sees: its box with a quarter on each side.
    private static final double SPOT_X = 2.5 / 7;

    private static final double SPOT_Y = 3.5 / 7;
    private static final double SEEN = 1.5;

    /// The dark spot is malignant; who says that it bleeds has a light one.
    private static final String SPOT =
            """
            "name":"spot","version":"1","output":{"names":["dark","light"]},
            "answers":{"bleeds":{"mean":0,"scale":1,"weights":[0,50]}},
            "classes":[{"name":"dark","code":"C43.9","lay_name":"a dark spot"}]\
            """;

    private static final String SHARES =
            """
            "name":"shares","version":"3","output":{"names":["red","green","blue"]},
            "classes":[{"name":"red","code":"D22.9","lay_name":"a red mole"},
                       {"name":"green","code":"C43.9","lay_name":"a green one"},
                       {"name":"blue","code":"C44.9","lay_name":"a blue one"}]\
            """;

    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir private Path dir;
    private ActiveModels models;
    private CaptureStage stage;

    @BeforeEach
    void load() throws IOException {
        stage = new CaptureStage(dir.resolve("store"));
        models = started("spot-classify.pt", SPOT);
    }

    @AfterEach
    void unload() {
        models.stop();
    }

    @Test
    void isHotWhereTheClassifierLooksAndNamesItsMethod() throws IOException {
        AnalysisRequested job = job();

        Analysis analysis = analyse(job, "heatmap");

        Finding finding = analysis.findings().getFirst();
        assertThat(finding.classes().getFirst().name()).isEqualTo("dark");
        assertThat(finding.explanation())
                .isEqualTo(
                        new Finding.Explanation(
                                "heatmap-F1.png",
                                "occlusion-7x7",
                                "dark",
                                finding.explanation().strength()));
        double strength = finding.explanation().strength();
        assertThat(strength).isBetween(0.9, 1.0);
        assertThat(finding.explanations())
                .containsExactly(
                        conclusion("class", "heatmap-F1.png", strength),
                        conclusion("malignant", "heatmap-F1-malignant.png", strength));
        assertThat(analysis.artifacts())
                .extracting(Artifact::name)
                .contains("heatmap-F1.png", "heatmap-F1-malignant.png");
        Artifact artifact =
                analysis.artifacts().stream()
                        .filter(one -> one.name().equals("heatmap-F1.png"))
                        .findFirst()
                        .orElseThrow();
        assertThat(artifact.type()).isEqualTo("heatmap");
        try (DecodedImage drawn = stored(job, artifact)) {
            double toDrawing = drawn.width() / (double) DrawnSkin.WIDTH;
            Finding.Box box = finding.box();
            double side = SEEN * Math.max(box.width(), box.height());
            double spotX = (box.x() + box.width() / 2 + (SPOT_X - 0.5) * side) * toDrawing;
            double spotY = (box.y() + box.height() / 2 + (SPOT_Y - 0.5) * side) * toDrawing;
            double cell = side / 7 * toDrawing;
            assertThat(redness(drawn.pixels(), spotX, spotY)).isGreaterThan(150);
            assertThat(redness(drawn.pixels(), spotX + 3 * cell, spotY)).as("beside it").isZero();
            assertThat(drawn.pixels().get(5, 5)).as("paper").containsExactly(245, 245, 245);
        }
    }

    @Test
    void explainsTheClassThatStandsFirstOnceTheAnswersAreCountedIn() {
        AnalysisRequested job = job();
        var answers = new LesionAnswers(null, null, null, null, null, true, null);
        var options = new AnalysisOptions("normal", "en", null, null, false, null, null, answers);

        Analysis analysis = analyse(CaptureStage.with(job, job.analyses(), options), "heatmap");

        Finding finding = analysis.findings().getFirst();
        assertThat(finding.explanation().className()).isEqualTo("light");
        assertThat(finding.explanation().strength())
                .as("without the dark spot it is the lighter")
                .isZero();
        assertThat(finding.explanations())
                .extracting(Finding.Conclusion::kind)
                .containsExactly("class");
    }

    @Test
    void explainsWhatIsConcludedOfAsManyFindingsAsThereIsTimeForAndSaysHowMany()
            throws IOException {
        ActiveModels shares = started("v8-classify.pt", SHARES);
        try (Picture picture = opened(job())) {
            LoadedModel classifier = shares.active(ActiveModels.LESION_DX).orElseThrow();
            List<Lesion> lesions = Collections.nCopies(3, mole(picture));
            List<Finding> findings =
                    ClassifyLesions.classify(
                            lesions, measured(lesions, picture), Map.of(), classifier);
            var explain = new ExplainFindings(classifier, Map.of());
            // Each look at the clock is a second after the one before it.
            var clock = new AtomicLong();
            var time =
                    new TimeForAnother(
                            SECOND.multipliedBy(4), () -> clock.getAndAdd(SECOND.toNanos()));

            List<List<HeatMap>> heats = explain.heats(lesions, findings, time);
            List<Explained> explained = explain.drawn(lesions, findings, heats);

            assertThat(explained)
                    .extracting(one -> one.finding().explanation().artifact())
                    .containsExactly("heatmap-F1.png", "heatmap-F2.png");
            assertThat(explained.getFirst().finding().explanations())
                    .extracting(Finding.Conclusion::classNames)
                    .containsExactly(
                            List.of("red"),
                            List.of("green"),
                            List.of("blue"),
                            List.of("green", "blue"));
            assertThat(explained.getFirst().drawings())
                    .extracting(StoreOverlays.Drawing::name)
                    .containsExactly(
                            "heatmap-F1.png",
                            "heatmap-F1-2.png",
                            "heatmap-F1-3.png",
                            "heatmap-F1-malignant.png");
            List<Double> red = heats.getFirst().getFirst().falls();
            List<Double> rest = heats.getFirst().getLast().falls();
            for (int cell = 0; cell < red.size(); cell++) {
                assertThat(rest.get(cell))
                        .as("all shares together stay one")
                        .isCloseTo(-red.get(cell), within(1e-5));
            }
            assertThat(ExplainFindings.withLeft(List.of(), explained.size(), findings.size()))
                    .extracting(Degradation::detail)
                    .containsExactly("Heat maps were drawn for 2 of 3 findings.");
        } finally {
            shares.stop();
        }
    }

    @Test
    void asksNobodyWhereTheStepIsNotTurnedOn() throws IOException {
        Analysis analysis = analyse(job(), "");

        assertThat(analysis.findings().getFirst().explanation()).isNull();
        assertThat(analysis.findings().getFirst().explanations()).isEmpty();
        assertThat(analysis.findings().getFirst().entropy()).isBetween(0.0, 0.01);
        assertThat(analysis.artifacts()).extracting("type").containsExactly("overlay");
        assertThat(stage.steps()).contains("classify").doesNotContain("heatmap");
    }

    @Test
    void leavesOutWhatTakesTooLongAndSaysSo() throws IOException {
        var run =
                new JobRun(
                        new StepLimits(
                                Duration.ofMinutes(1),
                                Map.of(
                                        "heatmap",
                                        Duration.ofMillis(1),
                                        "features",
                                        Duration.ofMillis(1))),
                        (_, _) -> {});

        Analysis analysis = analyse(job(), "heatmap", run);

        assertThat(analysis.findings().getFirst().classes()).isNotEmpty();
        assertThat(analysis.findings().getFirst().explanation()).isNull();
        assertThat(analysis.features()).isEmpty();
        assertThat(analysis.skin()).isNotNull();
        assertThat(analysis.degradations())
                .filteredOn(one -> one.code().equals("step_timed_out"))
                .extracting(Degradation::detail)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).startsWith("Drawing heat maps took"),
                        text ->
                                assertThat(text)
                                        .startsWith("Measuring the features of the skin took"));
    }

    private static double redness(Mat pixels, double x, double y) {
        double[] pixel = pixels.get((int) y, (int) x);
        return pixel[2] - pixel[0];
    }

    private DecodedImage stored(AnalysisRequested job, Artifact artifact) throws IOException {
        try (var object =
                stage.store()
                        .open(Bucket.PROCESSED_ARTIFACTS, job.userId(), artifact.objectKey())
                        .orElseThrow()) {
            return ImageDecoder.decode(
                    object.content().readAllBytes(),
                    new DecodeRequest("image/png", 1, DecodeRequest.FULL_SIZE));
        }
    }

    private static Finding.Conclusion conclusion(String kind, String artifact, double strength) {
        return new Finding.Conclusion(kind, List.of("dark"), artifact, "occlusion-7x7", strength);
    }

    private static Picture opened(AnalysisRequested job) {
        ImageRef image = job.images().getFirst();
        return new OpenPicture(640).open(new FetchedImage(image, DrawnSkin.withMole()));
    }

    private static Lesion mole(Picture picture) {
        double side = 2.0 * DrawnSkin.MOLE_RADIUS;
        Box box = Box.ofCentre(DrawnSkin.MOLE_X, DrawnSkin.MOLE_Y, side, side);
        return new Lesion(
                picture, "lesion", 0.9, box.scaled(picture.image().scale()), Optional.empty());
    }

    private static List<Finding> measured(List<Lesion> lesions, Picture picture) {
        var view =
                new View(
                        picture,
                        Optional.empty(),
                        Optional.empty(),
                        ColourCorrection.none(),
                        picture.image().pixels());
        return IntStream.rangeClosed(1, lesions.size())
                .mapToObj(i -> MeasureLesion.measure(lesions.get(i - 1), "F" + i, view))
                .toList();
    }

    /// The shipped detector and a stub.
    private ActiveModels started(String stub, String facts) throws IOException {
        ActiveModels started =
                DetectorAndClassifier.in(
                        Files.createDirectory(dir.resolve(stub + ".d")), stub, facts);
        started.start();
        assertThat(started.trouble()).isEmpty();
        return started;
    }

    private AnalysisRequested job() {
        return DrawnSkin.job(stage.store());
    }

    private Analysis analyse(AnalysisRequested job, String switched) {
        return CaptureStage.found(stage.run(models, job, switched));
    }

    private Analysis analyse(AnalysisRequested job, String switched, JobRun run) {
        return CaptureStage.found(stage.run(models, job, switched, run));
    }
}
