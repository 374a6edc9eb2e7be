package io.dermflow.ingest.capacity;

import io.dermflow.events.Stage;
import io.dermflow.kit.problem.ApiProblem;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/// Plans from the latest measurement, which a loop takes every two seconds: whoever asks waits for
/// neither the broker nor a count. Thread-safe.
@Service
public class PlanCapacity {

    private final MeasureLoad measureLoad;
    private final CapacityProperties properties;

    /// Written by the loop; null before its first turn.
    private volatile @Nullable Load latest;

    PlanCapacity(MeasureLoad measureLoad, CapacityProperties properties) {
        this.measureLoad = measureLoad;
        this.properties = properties;
    }

    void measure() throws InterruptedException {
        latest = measureLoad.measure();
    }

    /// @param targetP90 null for the configured one
    /// @throws ApiProblem 503 before the first measurement
    CapacityPlan plan(@Nullable Duration targetP90) {
        Load load = latest;
        if (load == null) {
            throw new ApiProblem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "not_measured_yet",
                    "The load has not been measured yet; ask again in a few seconds.");
        }
        Duration target = targetP90 == null ? properties.targetP90() : targetP90;
        return CapacityPlan.of(load, target.toMillis() / 1000.0);
    }

    /// The plan for the configured target; empty before the first measurement.
    Optional<StagePlan> stage(Stage stage) {
        return latest == null
                ? Optional.empty()
                : plan(null).stages().stream().filter(one -> one.stage() == stage).findFirst();
    }

    /// When a capture that the vision stage has not begun will have its result; empty while nobody
    /// can say.
    ///
    /// @param ahead captures that were accepted before it and have not begun either
    public Optional<Eta> queued(long ahead) {
        return Optional.ofNullable(latest).flatMap(load -> Eta.queued(load, ahead));
    }

    /// The same for one that has begun.
    ///
    /// @param visionDone whether the vision stage has handed it over
    public Optional<Eta> begun(boolean visionDone) {
        return Optional.ofNullable(latest)
                .flatMap(load -> visionDone ? Eta.inNarrative(load) : Eta.inVision(load));
    }
}
