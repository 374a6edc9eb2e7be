package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.ImageRef;
import io.dermflow.events.LesionAnswers;
import io.dermflow.events.UserId;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.Finding.ClassProbability;
import io.dermflow.kit.kafka.ConsentView.Standing;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.DirectoryObjectStore;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.consent.ConsentCheck;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.ModelFiles;
import io.dermflow.vision.pump.JobRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shipped detector, then a stub that answers with the share of each colour channel.
class ClassifyLesionsTest {

    private static final String MANIFEST =
            """
            {"schema":1,"models":[
             {"name":"lesion","version":"1.0","task":"lesion","contract":"prepared",
              "file":"lesion.pt","sha256":"%s","active":true,
              "input":{"width":320,"height":320},"output":{"names":["lesion"]}},
             {"name":"shares","version":"3","task":"lesion-dx","contract":"drop-in",
              "file":"dx.pt","sha256":"%s","active":true,"temperature":0.5,
              "caution":"Shares of colours are no diagnosis.",
              "answers":{"bleeds":{"mean":0,"scale":1,"weights":[0,20,0]}},
              "classes":[{"name":"red","code":"D22.9","lay_name":"a red mole"}]}]}
            """;

    @TempDir private Path dir;

    @Test
    void givesEachLesionItsClassesWithCodesAndLayNames() throws IOException {
        ActiveModels models = detectorAndClassifier();
        models.start();
        try {
            assertThat(models.trouble()).isEmpty();

            Analysis analysis = analyse(models, "");

            assertThat(analysis.findings()).hasSize(1);
            List<ClassProbability> classes = analysis.findings().getFirst().classes();
            // Skin is red before all: the mean of red is the largest of the three.
            assertThat(classes.getFirst().name()).isEqualTo("red");
            assertThat(classes.getFirst().code()).isEqualTo("D22.9");
            assertThat(classes.getFirst().layName()).isEqualTo("a red mole");
            assertThat(classes.get(1).layName()).as("not in the table").isEqualTo("green");
            assertThat(classes)
                    .extracting(ClassProbability::probability)
                    .isSortedAccordingTo((one, other) -> Double.compare(other, one));
            assertThat(classes.stream().mapToDouble(ClassProbability::probability).sum())
                    .isCloseTo(1, within(2e-4));
            assertThat(analysis.modelVersions())
                    .extracting("name")
                    .containsExactly("lesion", "shares");
            assertThat(analysis.timings()).extracting("step").contains("classify");
            assertThat(analysis.degradations())
                    .as("what the manifest warns of")
                    .contains(
                            new Degradation(
                                    "weak_classifier", "Shares of colours are no diagnosis."));
        } finally {
            models.stop();
        }
    }

    @Test
    void asksNoClassifierAndWarnsOfNoneWhenTheStepIsOff() throws IOException {
        ActiveModels models = detectorAndClassifier();
        models.start();
        try {
            Analysis analysis = analyse(models, "-classify,heatmap");

            assertThat(analysis.findings()).hasSize(1);
            assertThat(analysis.findings().getFirst().classes()).isEmpty();
            assertThat(analysis.modelVersions()).extracting("name").containsExactly("lesion");
            assertThat(analysis.timings()).extracting("step").doesNotContain("classify", "heatmap");
            assertThat(analysis.degradations())
                    .extracting("code")
                    .doesNotContain("weak_classifier");
        } finally {
            models.stop();
        }
    }

    @Test
    void countsInWhatThePersonSaysOfTheLesion() throws IOException {
        ActiveModels models = detectorAndClassifier();
        models.start();
        try {
            var answers = new LesionAnswers(70, null, null, null, null, true, null);

            Finding finding = analyse(models, "", answers).findings().getFirst();

            assertThat(finding.classes().getFirst().name())
                    .as("the picture alone says red")
                    .isEqualTo("green");
            assertThat(finding.answers())
                    .as("of the age it knows nothing")
                    .containsExactly("bleeds");
        } finally {
            models.stop();
        }
    }

    private ActiveModels detectorAndClassifier() throws IOException {
        Path detector = ModelFiles.SHIPPED.resolve("lesion/v1.0/model.pt");
        Files.copy(detector, dir.resolve("lesion.pt"));
        Files.copy(ModelFiles.stub("v8-classify.pt"), dir.resolve("dx.pt"));
        Files.writeString(
                dir.resolve("models.json"),
                MANIFEST.formatted(
                        ModelFiles.sha256(dir.resolve("lesion.pt")),
                        ModelFiles.sha256(dir.resolve("dx.pt"))));
        return new ActiveModels(ModelFiles.properties(dir));
    }

    private Analysis analyse(ActiveModels models, String steps) throws IOException {
        return analyse(models, steps, null);
    }

    private Analysis analyse(ActiveModels models, String steps, @Nullable LesionAnswers answers)
            throws IOException {
        byte[] jpeg = DrawnSkin.withMole();
        String sha256 = FetchImages.sha256(jpeg);
        ImageRef image =
                Jobs.image(
                        "image",
                        "raw/" + sha256,
                        sha256,
                        "image/jpeg",
                        jpeg.length,
                        DrawnSkin.WIDTH,
                        DrawnSkin.HEIGHT);
        AnalysisRequested asked = Jobs.of(image);
        AnalysisRequested job =
                CaptureStage.with(
                        asked,
                        asked.analyses(),
                        new AnalysisOptions(
                                "normal", "en", null, null, false, null, null, answers));
        var store = new DirectoryObjectStore(dir.resolve("store"));
        UserId owner = job.userId();
        store.put(Bucket.RAW_CAPTURES, owner, image.objectKey(), jpeg, image.mediaType());
        var stage =
                new AnalyseCapture(
                        new ConsentCheck((_, _, _) -> Standing.ALLOWED, Clock.systemUTC()),
                        models,
                        store,
                        new PipelineProperties(640, "", steps),
                        Clock.systemUTC());
        return ((FindingsReady) stage.run(job, new JobRun((_, _) -> {}))).analysis();
    }
}
