package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ImageRef;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.model.ActiveModels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which parts of a result a capture gets: those it asks for, and no other, whatever its pictures
/// show. One capture of front, side and portrait, with the shipped models.
class AnalysesAskedForTest {

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    @TempDir private Path dir;
    private CaptureStage stage;

    @BeforeEach
    void open() {
        stage = new CaptureStage(dir);
    }

    @ParameterizedTest
    @CsvSource({
        "skin,           colour detection_limit features lesion skin",
        "face,           face face-landmarks skin",
        "body,           body person pose",
        "skin face,      colour detection_limit face face-landmarks features lesion regions skin",
        "skin body,      body colour detection_limit features lesion person pose skin",
        "face body,      body face face-landmarks person pose skin",
        "skin face body, body colour detection_limit face face-landmarks features lesion person"
                + " pose regions skin"
    })
    void givesWhatWasAskedForAndNothingElse(String asked, String given) {
        Analysis analysis = look(asked, front(), side(), portrait());

        assertThat(parts(analysis)).containsExactlyElementsOf(words(given));
    }

    @Test
    void runsNoStepForSkinThatNobodyAskedFor() {
        Analysis analysis = look("body", front(), side());

        assertThat(stage.steps())
                .contains("body")
                .doesNotContain("detect", "measure", "classify", "tone", "features", "colour");
        assertThat(analysis.artifacts())
                .extracting("name")
                .containsExactly("body-front.png", "body-side.png");
        assertThat(analysis.degradations()).isEmpty();
    }

    @Test
    void looksForLesionsInNoPictureThatWasTakenForTheBody() {
        Analysis analysis = look("skin body", front(), side(), portrait());

        assertThat(analysis.features()).extracting("image").containsOnly("portrait");
        assertThat(analysis.findings())
                .extracting("image")
                .doesNotContain("front")
                .doesNotContain("side");
        assertThat(analysis.artifacts())
                .extracting("name")
                .containsExactly("overlay-portrait.png", "body-front.png", "body-side.png");
    }

    @Test
    void readsTheColourOffTheBodyAndSaysSoWhereThereIsNoCloseUp() {
        Analysis analysis = look("skin body", front(), side());

        assertThat(parts(analysis)).containsExactly("body", "colour", "person", "pose", "skin");
        assertThat(analysis.skin().confidence()).isEqualTo("low");
        assertThat(analysis.degradations()).extracting("code").containsExactly("no_close_up");
    }

    @Test
    void looksAtTheFrontForSkinWhereNoBodyIsMeasured() {
        assertThat(parts(look("skin", front())))
                .containsExactly("colour", "detection_limit", "features", "lesion", "skin");
    }

    /// What the result has, and the tasks of the models that were asked.
    private static Set<String> parts(Analysis analysis) {
        Set<String> parts = new TreeSet<>();
        add(parts, "colour", analysis.skin() != null);
        add(parts, "detection_limit", analysis.detectionLimit() != null);
        add(parts, "features", !analysis.features().isEmpty());
        add(parts, "regions", !analysis.regions().isEmpty());
        add(parts, "face", analysis.face() != null);
        add(parts, "body", analysis.body() != null);
        analysis.modelVersions().stream()
                .map(used -> used.task())
                .filter(task -> !task.equals(ActiveModels.LESION_DX))
                .filter(task -> !task.equals(ActiveModels.FACE_PARSING))
                .forEach(parts::add);
        return parts;
    }

    private static void add(Set<String> parts, String name, boolean there) {
        if (there) {
            parts.add(name);
        }
    }

    private static Set<String> words(String list) {
        return new TreeSet<>(Arrays.asList(list.split(" ")));
    }

    private Analysis look(String asked, ImageRef... images) {
        AnalysisRequested job =
                CaptureStage.with(
                        Jobs.of(images),
                        Arrays.asList(asked.split(" ")),
                        new AnalysisOptions("normal", "en", null, 162.8, false));
        return CaptureStage.found(stage.run(SHIPPED.models(), job));
    }

    private ImageRef front() {
        return stage.image(
                "front", CaptureStage.sample("body-front.jpg"), "image/jpeg", 720, 960, 1);
    }

    private ImageRef side() {
        return stage.image("side", CaptureStage.sample("body-side.jpg"), "image/jpeg", 720, 960, 1);
    }

    private ImageRef portrait() {
        return stage.image(
                "portrait", CaptureStage.sample("face-sample.jpg"), "image/jpeg", 480, 768, 1);
    }
}
