package io.dermflow.vision.pump;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Down while a stage stalls; says why a stage pauses, how much waits, and how many slots wait for
/// native code that took too long.
@Component("pump")
class PumpHealth implements HealthIndicator {

    private final List<StagePump<?>> pumps;

    PumpHealth(List<StagePump<?>> pumps) {
        this.pumps = pumps;
    }

    @Override
    public Health health() {
        boolean stalled = pumps.stream().anyMatch(pump -> pump.backlog().stalled());
        var health = stalled ? Health.down() : Health.up();
        for (StagePump<?> pump : pumps) {
            health.withDetail(
                            pump.name(),
                            pump.state().pausedFor().map(why -> "paused: " + why).orElse("running"))
                    .withDetail(pump.name() + "_backlog", pump.backlog().records())
                    .withDetail(pump.name() + "_left_behind", pump.leftBehind());
        }
        return health.build();
    }
}
