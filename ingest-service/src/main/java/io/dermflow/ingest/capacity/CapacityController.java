package io.dermflow.ingest.capacity;

import io.dermflow.kit.problem.ApiProblem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What the suite needs, for admins.
@RestController
class CapacityController {

    private final PlanCapacity planCapacity;

    CapacityController(PlanCapacity planCapacity) {
        this.planCapacity = planCapacity;
    }

    /// @param targetP90 for instance `30s` or `2m`, a bare number is seconds; absent: the
    ///   configured one
    @GetMapping("/api/v1/ops/capacity")
    CapacityPlan capacity(
            @RequestParam(name = "target_p90", required = false)
                    @DurationFormat(
                            style = DurationFormat.Style.SIMPLE,
                            defaultUnit = DurationFormat.Unit.SECONDS)
                    @Nullable Duration targetP90) {
        if (targetP90 != null && !targetP90.isPositive()) {
            throw new ApiProblem(
                            HttpStatus.BAD_REQUEST, "invalid_field", "The target must be positive.")
                    .with("field", "target_p90");
        }
        return planCapacity.plan(targetP90);
    }
}
