package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ImageRef;
import io.dermflow.events.Outcome;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.vision.Jobs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole stage on drawn electronics boards, on each of which the shipped lesion net finds
/// something.
class OffSkinTest {

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    @TempDir private Path dir;
    private CaptureStage stage;

    @BeforeEach
    void open() {
        stage = new CaptureStage(dir);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 8, 9})
    void rejectsABoardThoughTheLesionNetFindsSomethingOnIt(long seed) {
        byte[] board = DrawnBoard.png(seed);
        assertThat(marks(board)).as("what the net alone says").isNotEmpty();

        var outcome = (Outcome.Rejected) stage.run(SHIPPED.models(), job(board));

        assertThat(outcome.reason().code()).isEqualTo("not_skin");
        assertThat(outcome.analysis().findings()).isEmpty();
    }

    @Test
    void saysThatItLeftSomethingOutWhereTheBoardIsNotRejected() {
        AnalysisRequested job = job(DrawnBoard.png(1));
        var off = new AnalysisOptions("off", "en", null, null, false);

        Analysis analysis =
                CaptureStage.found(
                        stage.run(SHIPPED.models(), CaptureStage.with(job, List.of("skin"), off)));

        assertThat(analysis.findings()).isEmpty();
        assertThat(analysis.degradations()).extracting("code").contains("not_skin");
    }

    @Test
    void asksTheSkinModelNoOftenerForAPictureOfSkin() {
        long before = SHIPPED.answers("skin");

        Analysis analysis =
                CaptureStage.found(stage.run(SHIPPED.models(), DrawnSkin.job(stage.store())));

        assertThat(analysis.findings()).hasSize(1);
        assertThat(analysis.degradations()).extracting("code").doesNotContain("not_skin");
        assertThat(SHIPPED.answers("skin") - before).isOne();
    }

    @Test
    void keepsEverythingWhereNoSkinModelIsAsked() {
        Analysis analysis =
                CaptureStage.found(
                        stage.run(SHIPPED.models(), job(DrawnBoard.png(1)), "-tone,-features"));

        assertThat(analysis.findings()).isNotEmpty();
    }

    private static List<Lesion> marks(byte[] png) {
        var request = new DecodeRequest("image/png", 1, 640);
        try (Picture picture = new Picture("image", ImageDecoder.decode(png, request))) {
            return FindLesions.in(picture, SHIPPED.models().lesion());
        }
    }

    private AnalysisRequested job(byte[] png) {
        ImageRef image =
                stage.image("image", png, "image/png", DrawnBoard.WIDTH, DrawnBoard.HEIGHT, 1);
        return Jobs.of(image);
    }
}
