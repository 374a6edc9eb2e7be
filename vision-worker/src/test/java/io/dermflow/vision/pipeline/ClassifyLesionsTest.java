package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Event;
import io.dermflow.events.LesionAnswers;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.Finding.ClassProbability;
import io.dermflow.vision.model.ActiveModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shipped detector, then a stub that answers with the share of each colour channel.
class ClassifyLesionsTest {

    private static final String SHARES =
            """
            "name":"shares","version":"3","temperature":0.5,
            "caution":"Shares of colours are no diagnosis.",
            "output":{"names":["red","green","blue"]},
            "answers":{"bleeds":{"mean":0,"scale":1,"weights":[0,20,0]}},
            "classes":[{"name":"red","code":"D22.9","lay_name":"a red mole"}]\
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
            var stage = new CaptureStage(dir.resolve("store"));
            AnalysisRequested job = DrawnSkin.job(stage.store());
            var answers = new LesionAnswers(70, null, null, null, null, true, null);
            var options =
                    new AnalysisOptions("normal", "en", null, null, false, null, null, answers);

            Event event = stage.run(models, CaptureStage.with(job, job.analyses(), options));

            Finding finding = CaptureStage.found(event).findings().getFirst();
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
        return DetectorAndClassifier.in(dir, "v8-classify.pt", SHARES);
    }

    private Analysis analyse(ActiveModels models, String steps) {
        var stage = new CaptureStage(dir.resolve("store"));
        return CaptureStage.found(stage.run(models, DrawnSkin.job(stage.store()), steps));
    }
}
