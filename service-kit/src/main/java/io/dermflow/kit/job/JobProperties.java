package io.dermflow.kit.job;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Attempts, time limits and clean-up of jobs, for every service from this one place. The limits
/// must nest, or the start fails: LLM request < narrative stage, vision stage and narrative stage <
/// record lock < reconciler lease < task deadline.
///
/// @param timeFactor shrinks all limits by one factor, so that tests keep the nesting
///   (`TIME_FACTOR`)
/// @param tries deliveries after which a record is given up; well below the broker's own limit,
///   which archives silently
/// @param republications how often the reconciler publishes a lost task again
/// @param llmRequest one narrative, queueing, repair and retry included
/// @param visionStage one job in the vision stage
/// @param narrativeStage one job in the narrative stage
/// @param recordLock how long the broker leaves a record with a silent slot
/// @param lease silence after which the reconciler looks after a task
/// @param deadline age at which a task ends as `aborted`
/// @param completedKept how long an ended job's tracking row stays (seed 001: 3600 s)
/// @param completedMax how many such rows stay at most (seed 001: 1000)
/// @param failedKept the same for failed ones (seed 001: 86400 s)
/// @param failedMax the same for failed ones (seed 001: 500)
@Validated
@ConfigurationProperties(prefix = "dermflow.job", ignoreUnknownFields = false)
public record JobProperties(
        @DefaultValue("1.0") @DecimalMin("0.01") @DecimalMax("1.0") double timeFactor,
        @DefaultValue("3") @Min(1) @Max(8) int tries,
        @DefaultValue("3") @Min(0) int republications,
        @DefaultValue("25s") Duration llmRequest,
        @DefaultValue("20s") Duration visionStage,
        @DefaultValue("40s") Duration narrativeStage,
        @DefaultValue("60s") Duration recordLock,
        @DefaultValue("5m") Duration lease,
        @DefaultValue("1h") Duration deadline,
        @DefaultValue("1h") Duration completedKept,
        @DefaultValue("1000") @Min(0) int completedMax,
        @DefaultValue("24h") Duration failedKept,
        @DefaultValue("500") @Min(0) int failedMax) {

    public JobProperties {
        mustNest(List.of(llmRequest, narrativeStage, recordLock, lease, deadline));
        mustNest(List.of(visionStage, recordLock));
        llmRequest = scaled(llmRequest, timeFactor);
        visionStage = scaled(visionStage, timeFactor);
        narrativeStage = scaled(narrativeStage, timeFactor);
        recordLock = scaled(recordLock, timeFactor);
        lease = scaled(lease, timeFactor);
        deadline = scaled(deadline, timeFactor);
    }

    private static void mustNest(List<Duration> innerToOuter) {
        for (int i = 1; i < innerToOuter.size(); i++) {
            if (innerToOuter.get(i - 1).compareTo(innerToOuter.get(i)) >= 0) {
                throw new IllegalArgumentException(
                        "dermflow.job: time limits must nest (llm-request < narrative-stage <"
                                + " record-lock < lease < deadline, vision-stage < record-lock), but "
                                + innerToOuter.get(i - 1)
                                + " is not below "
                                + innerToOuter.get(i));
            }
        }
    }

    private static Duration scaled(Duration limit, double factor) {
        return Duration.ofMillis(Math.max(1, Math.round(limit.toMillis() * factor)));
    }
}
