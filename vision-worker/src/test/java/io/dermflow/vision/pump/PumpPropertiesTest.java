package io.dermflow.vision.pump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.events.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PumpPropertiesTest {

    private static final Set<String> KNOWN = Set.of("tone", "heatmap", "decode");

    @Test
    void runsBothStagesByDefault() {
        var properties = bind(Map.of());

        assertThat(properties.stages()).containsExactlyInAnyOrder(Stage.VISION, Stage.NARRATIVE);
        assertThat(properties.slots(Stage.VISION))
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(properties.slots(Stage.NARRATIVE)).isEqualTo(8);
        assertThat(properties.stallAlarm()).isEqualTo(Duration.ofSeconds(20));
        assertThat(properties.stepLimits(KNOWN))
                .isEqualTo(new StepLimits(Duration.ofSeconds(10), Map.of()));
    }

    @Test
    void mapsEveryKey() {
        var properties =
                bind(
                        Map.of(
                                "dermflow.pump.stages", "vision",
                                "dermflow.pump.vision-slots", "5",
                                "dermflow.pump.narrative-slots", "6",
                                "dermflow.pump.stall-alarm", "7s",
                                "dermflow.pump.vision-step-limit", "8s",
                                "dermflow.pump.vision-step-limits", "heatmap=3s"));

        assertThat(properties)
                .isEqualTo(
                        new PumpProperties(
                                Set.of(Stage.VISION),
                                5,
                                6,
                                Duration.ofSeconds(7),
                                Duration.ofSeconds(8),
                                "heatmap=3s"));
        assertThat(properties.stepLimits(KNOWN))
                .isEqualTo(
                        new StepLimits(
                                Duration.ofSeconds(8), Map.of("heatmap", Duration.ofSeconds(3))));
    }

    @Test
    void refusesAStageOfAnotherService() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.pump.stages", "report")))
                .isInstanceOf(BindException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesALimitThatIsNone() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.pump.vision-step-limits", "heatmap")))
                .hasStackTraceContaining("no limit in 'heatmap'");
        assertThatThrownBy(() -> bind(Map.of("dermflow.pump.vision-step-limit", "0s")))
                .hasStackTraceContaining("must be above 0");
    }

    @Test
    void refusesALimitOfAStepThatThereIsNot() {
        var properties =
                bind(Map.of("dermflow.pump.vision-step-limits", "heatmap=3s,skin=2s,tnoe=1s"));

        assertThatThrownBy(() -> properties.stepLimits(KNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "VISION_STEP_LIMITS sets a limit for 'skin', 'tnoe'; the steps that have"
                                + " one are decode, heatmap, tone");
    }

    private static PumpProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.pump", PumpProperties.class);
    }
}
