package io.dermflow.ingest.capacity;

import io.dermflow.events.Stage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/// The plan for the configured target, per stage (docs/METRICS.md). NaN before the first
/// measurement.
@Component
class CapacityMetrics implements MeterBinder {

    private static final double SECONDS = 60;

    private final PlanCapacity planCapacity;

    CapacityMetrics(PlanCapacity planCapacity) {
        this.planCapacity = planCapacity;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Stage stage : new Stage[] {Stage.VISION, Stage.NARRATIVE}) {
            gauge(registry, "dermflow.capacity.workers.needed", stage, StagePlan::workersNeeded);
            gauge(registry, "dermflow.capacity.drain.seconds", stage, CapacityMetrics::drain);
        }
    }

    private void gauge(
            MeterRegistry registry, String name, Stage stage, ToDoubleFunction<StagePlan> figure) {
        Gauge.builder(
                        name,
                        planCapacity,
                        capacity ->
                                capacity.stage(stage).map(figure::applyAsDouble).orElse(Double.NaN))
                .tag("stage", stage.wireName())
                .register(registry);
    }

    private static double drain(StagePlan plan) {
        Double minutes = plan.minutesToDrain();
        return minutes == null ? Double.POSITIVE_INFINITY : minutes * SECONDS;
    }
}
