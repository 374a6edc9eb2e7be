package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Artifact;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.Finding;
import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.kit.store.Bucket;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.pump.JobRun;
import io.dermflow.vision.pump.StepLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

    @TempDir private Path dir;
    private ActiveModels models;
    private CaptureStage stage;

    @BeforeEach
    void load() throws IOException {
        stage = new CaptureStage(dir.resolve("store"));
        models =
                DetectorAndClassifier.in(
                        dir, "spot-classify.pt", "\"name\":\"spot\",\"version\":\"1\"");
        models.start();
        assertThat(models.trouble()).isEmpty();
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
        assertThat(finding.explanation().strength()).isBetween(0.9, 1.0);
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
    void asksNobodyWhereTheStepIsNotTurnedOn() throws IOException {
        Analysis analysis = analyse(job(), "");

        assertThat(analysis.findings().getFirst().explanation()).isNull();
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
                        text -> assertThat(text).contains("'heatmap'"),
                        text -> assertThat(text).contains("'features'"));
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
