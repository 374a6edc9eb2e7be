package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Outcome;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Timing;
import io.dermflow.kit.kafka.ConsentView.Standing;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.DirectoryObjectStore;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.checkpoint.TestCheckpoints;
import io.dermflow.vision.pump.JobRun;
import io.dermflow.vision.pump.PumpBench;
import io.dermflow.vision.pump.StepLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A capture whose first try dies at its last step, with the shipped models.
class CheckpointedCaptureTest {

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    @TempDir private Path dir;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private CaptureStage stage;

    @BeforeEach
    void open() {
        var files = new DirectoryObjectStore(dir.resolve("store"));
        var store = new DyingStore(files, "body-front.png");
        stage = new CaptureStage(store, TestCheckpoints.always(store, meters));
    }

    @Test
    void givesTheResultOfAnUndisturbedTryAndAsksNoModelAgainForWhatItTakesOver() {
        AnalysisRequested job = stage.everything();
        dieOnce(job);
        Analysis undisturbed = undisturbed(job);
        long answers = SHIPPED.answers();

        Analysis repeated = run(job, repeat());

        assertThat(SHIPPED.answers()).isEqualTo(answers);
        assertThat(withoutTimings(repeated)).isEqualTo(withoutTimings(undisturbed));
        assertThat(repeated.findings())
                .filteredOn(mark -> mark.image().equals("image"))
                .singleElement()
                .satisfies(mark -> assertThat(mark.sizeMm().scaleFrom()).isEqualTo("ref"));
        assertThat(repeated.timings())
                .extracting(Timing::step)
                .contains(
                        "face",
                        "checkpoint:scale_from_ref",
                        "checkpoint:face",
                        "checkpoint:detect",
                        "checkpoint:measure",
                        "checkpoint:classify",
                        "checkpoint:tone",
                        "checkpoint:features",
                        "checkpoint:body",
                        "checkpoint:card_beside")
                .doesNotContain("segment")
                .containsAll(
                        undisturbed.timings().stream()
                                .map(Timing::step)
                                .filter(step -> !step.equals("segment"))
                                .toList());
        assertThat(TestCheckpoints.count(meters, "refused")).isZero();
    }

    @Test
    void handsNothingOnOfAPersonWhoseDataWasErasedAndLeavesNothing() {
        AnalysisRequested job =
                CaptureStage.with(
                        Jobs.of(stage.sample("front", "body-front.jpg", 720, 960)),
                        List.of("body"),
                        new AnalysisOptions("normal", "en", null, 162.8, false));
        dieOnce(job);
        assertThat(checkpoints()).hasSize(1);
        stage.stands(Standing.ERASED);
        JobRun repeat = repeat();

        var outcome = stage.work(SHIPPED.models(), "").run(job, repeat);
        repeat.settled();

        assertThat(outcome).isInstanceOf(Outcome.Canceled.class);
        assertThat(TestCheckpoints.count(meters, "taken_over")).isZero();
        PumpBench.awaitTrue(() -> checkpoints().isEmpty());
    }

    private void dieOnce(AnalysisRequested job) {
        assertThatThrownBy(() -> run(job, new JobRun((_, _) -> {}))).hasMessage("scripted death");
    }

    private Analysis undisturbed(AnalysisRequested job) {
        var other = new CaptureStage(dir.resolve("other"));
        other.everything();
        return CaptureStage.found(other.run(SHIPPED.models(), job));
    }

    private Analysis run(AnalysisRequested job, JobRun run) {
        return CaptureStage.found(stage.run(SHIPPED.models(), job, "", run));
    }

    private static JobRun repeat() {
        return new JobRun(new StepLimits(Duration.ofMinutes(5), Map.of()), true, (_, _) -> {});
    }

    private static Analysis withoutTimings(Analysis analysis) {
        return analysis.toBuilder().timings(List.of()).build();
    }

    private List<String> checkpoints() {
        List<String> keys = new ArrayList<>();
        stage.store()
                .list(
                        Bucket.RAW_CAPTURES,
                        "",
                        entry -> {
                            if (entry.key().contains("checkpoint")) {
                                keys.add(entry.key());
                            }
                        });
        return keys;
    }
}
