package io.dermflow.vision.pump;

import io.dermflow.events.Stage;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.validation.annotation.Validated;

/// Which stages this worker runs, and how many jobs of each at once.
///
/// @param stages `vision`, `narrative` or both (`STAGES`)
/// @param visionSlots 0 means one per core (`VISION_SLOTS`)
/// @param narrativeSlots they wait for llm-bridge most of the time (`NARRATIVE_SLOTS`)
/// @param stallAlarm records wait, a slot is free and nothing came for so long: alarm
/// @param visionStepLimit of one step of the vision stage, at most three quarters of the stage's
///   own (`VISION_STEP_LIMIT`)
/// @param visionStepLimits of single steps, for instance `heatmap=3s,decode=5s`
///   (`VISION_STEP_LIMITS`)
@Validated
@ConfigurationProperties(prefix = "dermflow.pump", ignoreUnknownFields = false)
public record PumpProperties(
        @DefaultValue({"vision", "narrative"}) @NotEmpty Set<Stage> stages,
        @DefaultValue("0") @Min(0) int visionSlots,
        @DefaultValue("8") @Min(1) int narrativeSlots,
        @DefaultValue("20s") Duration stallAlarm,
        @DefaultValue("10s") Duration visionStepLimit,
        @DefaultValue("") String visionStepLimits) {

    public PumpProperties {
        stages = Set.copyOf(stages);
        limits(visionStepLimit, visionStepLimits);
        if (stages.contains(Stage.REPORT)) {
            throw new IllegalArgumentException(
                    "dermflow.pump.stages: the stage report belongs to report-service");
        }
    }

    /// @param known the steps that have a limit
    /// @throws IllegalArgumentException for a limit of any other step
    StepLimits stepLimits(Set<String> known) {
        StepLimits limits = limits(visionStepLimit, visionStepLimits);
        var unknown = new TreeSet<>(limits.own().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "VISION_STEP_LIMITS sets a limit for '%s'; the steps that have one are %s"
                            .formatted(
                                    String.join("', '", unknown),
                                    String.join(", ", new TreeSet<>(known))));
        }
        return limits;
    }

    /// Reads a list like `heatmap=5s,decode=2s`.
    ///
    /// @throws IllegalArgumentException for what is no such list
    private static StepLimits limits(Duration usual, String list) {
        Map<String, Duration> own = new HashMap<>();
        for (String word : list.split(",")) {
            if (!word.isBlank()) {
                String[] parts = word.strip().split("=", 2);
                if (parts.length < 2) {
                    throw new IllegalArgumentException("no limit in '" + word + "'");
                }
                own.put(parts[0].strip(), DurationStyle.detectAndParse(parts[1].strip()));
            }
        }
        return new StepLimits(usual, own);
    }

    /// Jobs of this stage at once.
    public int slots(Stage stage) {
        int wanted = stage == Stage.VISION ? visionSlots : narrativeSlots;
        return wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors();
    }
}
