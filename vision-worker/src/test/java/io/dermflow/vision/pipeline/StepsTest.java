package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StepsTest {

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    /// What waits for the object store, whose client has its own limit.
    private static final Set<String> WAITING = Set.of("fetch", "store");

    @TempDir private Path dir;

    @Test
    void knowsEveryStepThatRunsByTheNameThatTheResultGivesItAndNoOther() {
        var stage = new CaptureStage(dir);

        var analysis =
                CaptureStage.found(
                        stage.run(SHIPPED.models(), stage.everything(), "denoise,heatmap,masks"));

        Set<String> ran = new TreeSet<>();
        analysis.timings().forEach(timing -> ran.add(timing.step()));
        ran.removeAll(WAITING);
        assertThat(Steps.limited()).containsExactlyInAnyOrderElementsOf(ran);
    }
}
